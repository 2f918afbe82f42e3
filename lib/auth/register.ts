import { type Actor, openMaster, write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import type { Locale } from "@/lib/i18n/config";
import { registerCompany } from "@/lib/journeys/register-company";
import type { RegisterCompany } from "@/lib/journeys/register-company.schema";
import { type Attempt, forgiveAttempts, reserveAttempt } from "@/lib/master/sessions/sign-in-throttle";
import { type StartedSession, startSession } from "@/lib/master/sessions/start-session";
import { findAccount } from "@/lib/master/users/find-user";
import { verifyPassword } from "@/lib/master/users/password";
import { attemptKey } from "./attempt-key";
import { TooManyAttempts } from "./errors";
import type { Browser } from "./sign-in";

/** In a quarter of an hour. A registration makes a database, so even a school's network gets no more. */
const allowed = { account: 10, address: 60 };

/**
 * Registers a company and signs its first user in. A registration repeated with other passwords would be a way to
 * guess them, so it counts as signing in does.
 * @throws TooManyAttempts, and what `registerCompany` throws
 */
export async function register(
  input: RegisterCompany,
  browser: Browser,
  locale: Locale,
  now: Date,
): Promise<StartedSession> {
  const master = await openMaster();
  const { address, requestId } = browser;
  const actor: Actor = { id: null, name: fullName(input), address, requestId };
  const reserve = async (attempt: Attempt, limits?: typeof allowed) => {
    const reservation = await write(master, actor, (tx) => reserveAttempt(tx, attempt, now, limits));
    if ("waitSeconds" in reservation) throw new TooManyAttempts(reservation.waitSeconds);
  };
  await reserve(attemptKey("registration", input.email, address), allowed);
  const { userId } = await registerCompany(input, {
    address,
    requestId,
    now,
    locale,
    verifyPassword: async (hash, password) => {
      const account = await findAccount(master, input.email);
      const attempt = attemptKey("sign-in", account?.id ?? input.email, address);
      await reserve(attempt);
      const matches = await verifyPassword(hash, password);
      if (matches) await write(master, actor, (tx) => forgiveAttempts(tx, attempt.account));
      return matches;
    },
  });
  const user = { id: userId, username: input.username };
  return write(master, { ...actor, id: userId }, (tx) => startSession(tx, { user, ...browser }, now));
}
