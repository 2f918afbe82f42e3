import { eq } from "drizzle-orm";
import { users } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import type { LockUser } from "./lock-user";
import { requireUser } from "./require-user";

/**
 * Lets a person in again, with the password they had; sessions do not come back.
 * @returns whether it was this call that did
 * @throws NotFound `user`
 */
export async function unlockUser(tx: MasterTx, { userId, reason }: LockUser): Promise<boolean> {
  const user = await requireUser(tx, userId);
  if (user.state === "active") return false;
  await tx
    .update(users)
    .set({ state: "active", version: user.version + 1 })
    .where(eq(users.id, userId));
  await recordAudit(tx, {
    action: "user.unlocked",
    subject: { type: "user", id: userId, label: user.username },
    changes: { state: ["locked", "active"], reason: [null, reason] },
  });
  return true;
}
