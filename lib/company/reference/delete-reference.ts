import { eq } from "drizzle-orm";
import { recordAudit, type TenantTx } from "@/lib/databases";
import { InUse } from "@/lib/domain/errors";
import { referenceTables } from "./kinds";
import { asSubject, type ReferenceEntry, requireEntry } from "./require-entry";
import type { ReferenceTarget } from "./schema";
import { isUsed, usesOf } from "./uses";

/**
 * Removes a row that nothing names. A copy of the catalogue's stays away: what is remembered of it outlives the row.
 * @throws NotFound
 * @throws InUse with how many doctors, cities and clinics name it, archived ones among them
 */
export async function deleteReference(tx: TenantTx, { kind, id }: ReferenceTarget): Promise<ReferenceEntry> {
  const entry = await requireEntry(tx, kind, id);
  const { doctors, cities, clinics } = await usesOf(tx, kind, id);
  if (isUsed({ doctors, cities, clinics })) throw new InUse(kind, id, { doctors, cities, clinics });
  const table = referenceTables[kind];
  await tx.delete(table).where(eq(table.id, id));
  await recordAudit(tx, {
    action: `${kind}.deleted`,
    subject: asSubject(entry),
    changes: { name: [entry.name, null], ...(entry.code !== null && { code: [entry.code, null] }) },
  });
  return entry;
}
