import { type MasterTx, recordAudit } from "@/lib/databases";
import { staleVersion } from "@/lib/master/history/stale-version";
import { changesBetween } from "./changes";
import { checkParent, parentName } from "./check-parent";
import { checkUnique } from "./check-unique";
import { updateEntry } from "./columns";
import { asSubject, type CatalogueRow, entriesOf, requireEntry } from "./entries";
import { recordCatalogueVersion } from "./record-version";
import { type CatalogueEdit, valuesOf } from "./schema";

/**
 * Saves what was changed in a form; a form sent back unchanged writes nothing. From then on the row is the master
 * admin's: what a later release ships does not change it.
 * @throws NotFound
 * @throws StaleVersion when the row was saved after the form was opened
 * @throws Duplicate and Invalid as in `addEntry`
 */
export async function editEntry(
  tx: MasterTx,
  { id, version, ...input }: CatalogueEdit,
  now: Date,
): Promise<CatalogueRow> {
  const { kind } = input;
  const values = valuesOf(input);
  const before = await requireEntry(tx, kind, id);
  if (before.version !== version) throw await staleVersion(tx, asSubject(before), before.updatedAt);
  const parent = await checkParent(tx, kind, values.parentId, before);
  const told = { values: before, parent: await parentName(tx, before) };
  const changes = changesBetween(kind, told, { values, parent });
  if (Object.keys(changes).length === 0) return before;

  checkUnique(await entriesOf(tx, kind), values, id);
  await updateEntry(tx, kind, { id, ...values, editedAt: now.getTime() });
  await recordAudit(tx, {
    action: "catalogue.edited",
    subject: asSubject({ ...values, kind, id }),
    changes,
  });
  await recordCatalogueVersion(tx, now);
  return requireEntry(tx, kind, id);
}
