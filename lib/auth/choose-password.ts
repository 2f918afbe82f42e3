import { type MasterDb, write } from "@/lib/databases";
import { Invalid } from "@/lib/domain/errors";
import { fullName } from "@/lib/domain/full-name";
import { AccessLinkExpired, findAccessLink } from "@/lib/master/access/access-link";
import { redeemAccessLink } from "@/lib/master/access/redeem-access-link";
import { forgiveAttempts } from "@/lib/master/sessions/sign-in-throttle";
import { hashPassword } from "@/lib/master/users/password";
import { passwordProblem } from "@/lib/master/users/password-schema";
import { attemptKey } from "./attempt-key";

/**
 * Gives the person who followed an access link the password they chose; all their sessions end.
 * @throws AccessLinkExpired; Invalid for a password that is easy to guess
 */
export async function choosePassword(
  master: MasterDb,
  { accessToken, password }: { accessToken: string; password: string },
  { address, requestId }: { address: string | null; requestId: string | null },
  now: Date,
): Promise<void> {
  // Before the work of a hash, which anybody could have us do without end.
  const person = await findAccessLink(master, accessToken, now);
  if (!person) throw new AccessLinkExpired();
  const { userId, firstName, lastName, username, email } = person;
  const problem = passwordProblem(password, [firstName, lastName, username, email]);
  if (problem) throw new Invalid("password", problem);
  const passwordHash = await hashPassword(password);
  await write(master, { id: userId, name: fullName(person), address, requestId }, async (tx) => {
    await redeemAccessLink(tx, { token: accessToken, passwordHash }, now);
    // Whoever forgot it has tried before, and may use the new one at once.
    await forgiveAttempts(tx, attemptKey("sign-in", userId, address).account);
  });
}
