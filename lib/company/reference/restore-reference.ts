import { eq } from "drizzle-orm";
import { recordAudit, type TenantTx } from "@/lib/databases";
import { referenceTables } from "./kinds";
import { asSubject, type ReferenceEntry, requireEntry } from "./require-entry";
import type { ReferenceTarget } from "./schema";

/**
 * Brings an archived row back. It can be chosen again unless what it lies in is archived too.
 * @throws NotFound
 */
export async function restoreReference(tx: TenantTx, { kind, id }: ReferenceTarget): Promise<ReferenceEntry> {
  const entry = await requireEntry(tx, kind, id);
  if (entry.archivedAt === null) return entry;
  const after = { archivedAt: null, version: entry.version + 1 };
  const table = referenceTables[kind];
  await tx.update(table).set(after).where(eq(table.id, id));
  await recordAudit(tx, { action: `${kind}.restored`, subject: asSubject(entry) });
  return { ...entry, ...after };
}
