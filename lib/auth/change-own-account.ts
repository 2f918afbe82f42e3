import type { z } from "zod";
import { type Actor, type MasterDb, write } from "@/lib/databases";
import { Invalid } from "@/lib/domain/errors";
import { sendAddressChanged } from "@/lib/journeys/send-address-changed";
import { forgiveAttempts } from "@/lib/master/sessions/sign-in-throttle";
import { editOwnAccount } from "@/lib/master/users/edit-own-account";
import { findOwnAccount, type ownAccountSchema } from "@/lib/master/users/own-account";
import { proveCurrentPassword } from "./current-password";

interface Owner {
  readonly master: MasterDb;
  readonly actor: Actor;
  readonly user: { readonly id: string };
  readonly now: Date;
}

/**
 * What people say of themselves. Another email address asks for the password as well: links for a new password go to
 * it, so an open browser would be enough to take the account away.
 * @returns the letter that tells the earlier address of it, to be sent after the answer; null when it is the same
 * @throws Invalid for `currentPassword`; TooManyAttempts; what `editOwnAccount` throws
 */
export async function changeOwnAccount(
  { master, actor, user: { id: userId }, now }: Owner,
  { currentPassword, ...given }: z.output<typeof ownAccountSchema> & { currentPassword: string },
): Promise<(() => Promise<unknown>) | null> {
  const before = await findOwnAccount(master, userId);
  if (!before || before.version !== given.version || before.email === given.email) {
    // Somebody may save it in between, so that a version that was wrong is right, or the address another one.
    await write(master, actor, (tx) => editOwnAccount(tx, { ...given, userId, keepsEmail: true }));
    return null;
  }
  if (currentPassword === "") throw new Invalid("currentPassword", "errors.required");
  const user = { id: userId, username: before.username };
  const asked = { user, password: currentPassword, field: "currentPassword" };
  const { attempt } = await proveCurrentPassword(master, actor, asked, now);
  await write(master, actor, async (tx) => {
    await forgiveAttempts(tx, attempt.account);
    await editOwnAccount(tx, { ...given, userId });
  });
  return () => sendAddressChanged({ ...before, ...given, email: before.email }, now);
}
