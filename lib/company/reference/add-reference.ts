import { recordAudit, type TenantTx } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { changesBetween } from "./changes";
import { checkParent } from "./check-parent";
import { checkUnique } from "./check-unique";
import { insertEntry } from "./columns";
import { asSubject, type ReferenceEntry, requireEntry } from "./require-entry";
import type { ReferenceInput } from "./schema";

/**
 * Adds a region, city, clinic or specialization of the company's own.
 * @throws Duplicate when the code or the name is taken
 * @throws Invalid when the parent does not exist or is archived
 */
export async function addReference(tx: TenantTx, input: ReferenceInput): Promise<ReferenceEntry> {
  const parent = await checkParent(tx, input, null);
  await checkUnique(tx, input);

  const id = newId();
  await insertEntry(tx, id, input);
  await recordAudit(tx, {
    action: `${input.kind}.added`,
    subject: asSubject({ ...input, id }),
    changes: changesBetween(null, { input, parent }),
  });
  return requireEntry(tx, input.kind, id);
}
