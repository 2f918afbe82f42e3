import { eq } from "drizzle-orm";
import { recordAudit, type TenantTx } from "@/lib/databases";
import { referenceTables } from "./kinds";
import { asSubject, type ReferenceEntry, requireEntry } from "./require-entry";
import type { ReferenceTarget } from "./schema";

/**
 * Takes a row out of selects and lists; records that use it keep it. What lies below a region or city goes out of the
 * selects with it, without being archived itself. Archiving twice is archiving once.
 * @throws NotFound
 */
export async function archiveReference(
  tx: TenantTx,
  { kind, id }: ReferenceTarget,
  now: Date,
): Promise<ReferenceEntry> {
  const entry = await requireEntry(tx, kind, id);
  if (entry.archivedAt !== null) return entry;
  const after = { archivedAt: now.getTime(), version: entry.version + 1 };
  const table = referenceTables[kind];
  await tx.update(table).set(after).where(eq(table.id, id));
  await recordAudit(tx, { action: `${kind}.archived`, subject: asSubject(entry) });
  return { ...entry, ...after };
}
