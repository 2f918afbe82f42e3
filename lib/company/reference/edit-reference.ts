import { staleVersion } from "@/lib/company/history/stale-version";
import { recordAudit, type TenantTx } from "@/lib/databases";
import { changesBetween } from "./changes";
import { checkParent, parentName } from "./check-parent";
import { checkUnique } from "./check-unique";
import { updateEntry } from "./columns";
import { asSubject, type ReferenceEntry, requireEntry } from "./require-entry";
import type { ReferenceEdit } from "./schema";

/**
 * Saves what was changed in a form; a form sent back unchanged writes nothing. A row of the catalogue stays one:
 * a later synchronisation compares it with its origin.
 * @throws NotFound
 * @throws StaleVersion when somebody saved the row after the form was opened
 * @throws Duplicate and Invalid as in `addReference`; Invalid also when it would move to another region or city
 * with doctors in it
 * @param action what the history calls it
 */
export async function editReference(
  tx: TenantTx,
  { id, version, ...input }: ReferenceEdit,
  action = `${input.kind}.edited`,
): Promise<ReferenceEntry> {
  const before = await requireEntry(tx, input.kind, id);
  if (before.version !== version) throw await staleVersion(tx, asSubject(before), before.updatedAt);
  const parent = await checkParent(tx, input, before);
  const changes = changesBetween({ entry: before, parent: await parentName(tx, before) }, { input, parent });
  if (Object.keys(changes).length === 0) return before;

  await checkUnique(tx, input, id);
  await updateEntry(tx, id, version + 1, input);
  await recordAudit(tx, { action, subject: asSubject({ ...input, id }), changes });
  return requireEntry(tx, input.kind, id);
}
