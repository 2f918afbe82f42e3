import { and, eq, isNull } from "drizzle-orm";
import { sandboxes } from "@/drizzle/master/schema";
import { type MasterTx, registerSandbox, retireSandbox } from "@/lib/databases";
import type { SandboxOrder } from "./request-sandbox";

/**
 * Enters a sandbox that is to be made, in the place of one that is to be discarded or was never finished.
 * @returns the database to be made, and the one to be destroyed
 * @throws EngineError as `registerSandbox`, `retireSandbox`
 */
export async function beginSandbox(
  tx: MasterTx,
  { companyId, masked, reason }: SandboxOrder,
  now: Date,
): Promise<{ databaseId: string; former: string | null }> {
  const former = await endSandbox(tx, companyId, now);
  const databaseId = await registerSandbox(tx, companyId);
  const { id: madeById, name: madeBy } = tx.actor;
  await tx.insert(sandboxes).values({ databaseId, companyId, masked, reason, madeById, madeBy });
  return { databaseId, former };
}

/** Writes down that a sandbox can be entered from now on. */
export async function noteSandboxMade(tx: MasterTx, databaseId: string, now: Date): Promise<void> {
  await tx.update(sandboxes).set({ madeAt: now.getTime() }).where(eq(sandboxes.databaseId, databaseId));
}

/**
 * Takes the company's sandbox out of everybody's reach.
 * @returns its database; null when there is none
 * @throws EngineError as `retireSandbox`
 */
export async function endSandbox(tx: MasterTx, companyId: string, now: Date): Promise<string | null> {
  const former = await retireSandbox(tx, companyId);
  if (former !== null) {
    await tx
      .update(sandboxes)
      .set({ discardedAt: now.getTime() })
      .where(and(eq(sandboxes.databaseId, former), isNull(sandboxes.discardedAt)));
  }
  return former;
}
