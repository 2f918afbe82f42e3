import { eq } from "drizzle-orm";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { asSubject, type CatalogueRow, requireEntry } from "./entries";
import { catalogueTables } from "./kinds";
import { recordCatalogueVersion } from "./record-version";
import type { CatalogueTarget } from "./schema";

/**
 * Takes a row, and with it what lies below, out of what new companies begin with. Nothing is ever deleted: companies
 * have copies that name it. Archiving twice is archiving once.
 * @throws NotFound
 */
export function archiveEntry(tx: MasterTx, target: CatalogueTarget, now: Date): Promise<CatalogueRow> {
  return setArchived(tx, target, now.getTime(), now);
}

/**
 * Brings an archived row back. Companies are offered it unless what it lies in is archived too.
 * @throws NotFound
 */
export function restoreEntry(tx: MasterTx, target: CatalogueTarget, now: Date): Promise<CatalogueRow> {
  return setArchived(tx, target, null, now);
}

async function setArchived(
  tx: MasterTx,
  { kind, id }: CatalogueTarget,
  archivedAt: number | null,
  now: Date,
): Promise<CatalogueRow> {
  const entry = await requireEntry(tx, kind, id);
  if ((entry.archivedAt === null) === (archivedAt === null)) return entry;
  const after = { archivedAt, version: entry.version + 1 };
  const table = catalogueTables[kind];
  await tx.update(table).set(after).where(eq(table.id, id));
  await recordAudit(tx, {
    action: archivedAt === null ? "catalogue.restored" : "catalogue.archived",
    subject: asSubject(entry),
    changes: { archived: [archivedAt === null, archivedAt !== null] },
  });
  await recordCatalogueVersion(tx, now);
  return { ...entry, ...after };
}
