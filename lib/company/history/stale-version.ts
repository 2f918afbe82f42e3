import type { TenantTx } from "@/lib/databases";
import { StaleVersion } from "@/lib/domain/errors";
import { lastChange, type Subject } from "./queries";

/** What to throw when a record was saved after a form on it was opened: who did that, and when. */
export async function staleVersion(tx: TenantTx, subject: Subject, updatedAt: number): Promise<StaleVersion> {
  const last = await lastChange(tx, subject);
  return new StaleVersion({ changedBy: last?.actorName ?? "", changedAt: last?.at ?? updatedAt });
}
