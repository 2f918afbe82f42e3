import type { MasterTx } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { resetSecondFactor } from "../second-factor/reset-second-factor";
import { NotOneself } from "./lock-user";
import { requireUser } from "./require-user";

/**
 * Takes another person's second factor away, and signs them out. One's own is replaced, with a code, on one's own page.
 * @returns whether there was one
 * @throws NotFound `user`; NotOneself
 */
export async function resetPersonFactor(tx: MasterTx, userId: string): Promise<boolean> {
  if (tx.actor.id === userId) throw new NotOneself();
  const user = await requireUser(tx, userId);
  return (await resetSecondFactor(tx, { id: userId, name: fullName(user) })).reset;
}
