import { type Actor, type MasterDb, write } from "@/lib/databases";
import { Invalid } from "@/lib/domain/errors";
import { type Attempt, reserveAttempt } from "@/lib/master/sessions/sign-in-throttle";
import { findAccount } from "@/lib/master/users/find-user";
import { verifyPassword } from "@/lib/master/users/password";
import { attemptKey } from "./attempt-key";
import { TooManyAttempts } from "./errors";

interface Proven {
  readonly account: NonNullable<Awaited<ReturnType<typeof findAccount>>>;
  /** For `forgiveAttempts`, in the transaction of what it was asked for. */
  readonly attempt: Attempt;
}

/**
 * Whoever sits in front of a signed-in browser knows its account's password too.
 * @param asked.field of the form, which is told when it is wrong
 * @throws TooManyAttempts counted as signing in is; Invalid for the field
 */
export async function proveCurrentPassword(
  master: MasterDb,
  actor: Actor,
  asked: { user: { id: string; username: string }; password: string; field: string },
  now: Date,
): Promise<Proven> {
  const attempt = attemptKey("sign-in", asked.user.id, actor.address);
  const reservation = await write(master, actor, (tx) => reserveAttempt(tx, attempt, now));
  if ("waitSeconds" in reservation) throw new TooManyAttempts(reservation.waitSeconds);
  const account = await findAccount(master, asked.user.username);
  if (!account || !(await verifyPassword(account.passwordHash, asked.password))) {
    throw new Invalid(asked.field, "errors.currentPasswordWrong");
  }
  return { account, attempt };
}
