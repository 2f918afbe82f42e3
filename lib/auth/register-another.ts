import { type Actor, type MasterDb, write } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { fullName } from "@/lib/domain/full-name";
import type { Locale } from "@/lib/i18n/config";
import { registerAnotherCompany } from "@/lib/journeys/register-another-company";
import type { NewCompany } from "@/lib/journeys/register-company-rows";
import type { FoundSession } from "@/lib/master/sessions/find-session";
import { reserveAttempt } from "@/lib/master/sessions/sign-in-throttle";
import { switchCompany } from "@/lib/master/sessions/switch-company";
import { attemptKey } from "./attempt-key";
import { TooManyAttempts } from "./errors";

/** In a quarter of an hour: each makes a database. */
const allowed = { account: 5, address: 60 };

/**
 * Registers another company of who is signed in, and goes there. The session is the proof: no password is asked, and
 * no account is made.
 * @throws TooManyAttempts; DomainError `forbidden` for master admins, who own no company; what
 * `registerAnotherCompany` throws
 */
export async function registerAnother(
  master: MasterDb,
  { user, session }: NonNullable<FoundSession>,
  input: NewCompany,
  request: { address: string | null; requestId: string | null; locale: Locale },
  now: Date,
): Promise<void> {
  if (user.isMasterAdmin) throw new DomainError("forbidden");
  const { address, requestId } = request;
  const actor: Actor = { id: user.id, name: fullName(user), address, requestId };
  const attempt = attemptKey("registration", user.id, address);
  const reservation = await write(master, actor, (tx) => reserveAttempt(tx, attempt, now, allowed));
  if ("waitSeconds" in reservation) throw new TooManyAttempts(reservation.waitSeconds);
  const { id, firstName, lastName, email } = user;
  const owner = { id, firstName, lastName, email };
  const { companyId } = await registerAnotherCompany(owner, input, { ...request, now });
  await write(master, actor, (tx) => switchCompany(tx, { user, sessionId: session.id, companyId }, now));
}
