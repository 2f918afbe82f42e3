import { eq } from "drizzle-orm";
import { users } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { type AddUser, addUser } from "../users/add-user";

/** Adds a person who runs the platform. @throws Duplicate for a username or email that somebody has */
export function createMasterAdmin(
  tx: MasterTx,
  input: Omit<AddUser, "isMasterAdmin">,
  now: Date,
): Promise<{ id: string }> {
  return addUser(tx, { ...input, isMasterAdmin: true }, now);
}

/** Whether anybody runs this installation yet; while nobody does, start-up offers a setup link. */
export async function hasMasterAdmin(master: MasterDb | MasterTx): Promise<boolean> {
  const [found] = await master
    .select({ id: users.id })
    .from(users)
    .where(eq(users.isMasterAdmin, true))
    .limit(1);
  return found !== undefined;
}
