import { type MasterTx, recordAudit } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { changesBetween } from "./changes";
import { checkParent } from "./check-parent";
import { checkUnique } from "./check-unique";
import { insertEntries } from "./columns";
import { asSubject, type CatalogueRow, entriesOf, requireEntry } from "./entries";
import { recordCatalogueVersion } from "./record-version";
import { type CatalogueInput, valuesOf } from "./schema";

/**
 * Adds a region, city, clinic or specialization to what new companies begin with.
 * @throws Duplicate when a code or a name is taken
 * @throws Invalid when the parent does not exist or is archived
 */
export async function addEntry(tx: MasterTx, input: CatalogueInput, now: Date): Promise<CatalogueRow> {
  const { kind } = input;
  const values = valuesOf(input);
  const parent = await checkParent(tx, kind, values.parentId, null);
  checkUnique(await entriesOf(tx, kind), values);

  const id = newId();
  await insertEntries(tx, kind, [{ id, ...values, editedAt: now.getTime() }]);
  await recordAudit(tx, {
    action: "catalogue.added",
    subject: asSubject({ ...values, kind, id }),
    changes: changesBetween(kind, null, { values, parent }),
  });
  await recordCatalogueVersion(tx, now);
  return requireEntry(tx, kind, id);
}
