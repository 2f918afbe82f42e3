import { type MasterDb, write } from "@/lib/databases";
import { Invalid } from "@/lib/domain/errors";
import { fullName } from "@/lib/domain/full-name";
import type { FoundSession } from "@/lib/master/sessions/find-session";
import { forgiveAttempts } from "@/lib/master/sessions/sign-in-throttle";
import { changePassword } from "@/lib/master/users/change-password";
import { hashPassword } from "@/lib/master/users/password";
import { passwordProblem } from "@/lib/master/users/password-schema";
import { proveCurrentPassword } from "./current-password";
import { isCurrent } from "./sign-in";

export interface NewPassword {
  readonly currentPassword: string;
  readonly password: string;
}

/**
 * Changes the password of who is signed in, who must know the old one: an open browser is not enough.
 * @throws TooManyAttempts counted as signing in is; Invalid for either field
 */
export async function changeOwnPassword(
  master: MasterDb,
  { user, session, company }: NonNullable<FoundSession>,
  { currentPassword, password }: NewPassword,
  request: { address: string | null; requestId: string | null },
  now: Date,
): Promise<{ ended: number }> {
  const actor = { id: user.id, name: fullName(user), address: request.address, requestId: request.requestId };
  const asked = { user, password: currentPassword, field: "currentPassword" };
  const { account, attempt } = await proveCurrentPassword(master, actor, asked, now);
  if (password === currentPassword) throw new Invalid("password", "errors.password.same");
  const known = [user.firstName, user.lastName, user.username, user.email, company?.name];
  const problem = passwordProblem(password, known);
  if (problem) throw new Invalid("password", problem);
  const passwordHash = await hashPassword(password);
  return write(master, actor, async (tx) => {
    // Somebody changed it while ours was hashed: theirs stands, and whoever only knew the old one knows none.
    if (!(await isCurrent(tx, account))) throw new Invalid("currentPassword", "errors.currentPasswordWrong");
    await forgiveAttempts(tx, attempt.account);
    return changePassword(tx, { user, passwordHash, keep: session.id }, now);
  });
}
