import { eq } from "drizzle-orm";
import { doctors } from "@/drizzle/tenant/schema";
import { staleVersion } from "@/lib/company/history/stale-version";
import { recordAudit, type TenantTx } from "@/lib/databases";
import { doctorChanges } from "./changes";
import { checkReferences } from "./check-references";
import { indexColumns } from "./index-columns";
import { referenceLabels } from "./queries";
import { asSubject, type DoctorRow, requireDoctor } from "./require-doctor";
import type { DoctorEdit } from "./schema";

/**
 * Saves what was changed in a form; a form sent back unchanged writes nothing.
 * @throws NotFound
 * @throws StaleVersion when somebody saved the doctor after the form was opened
 * @throws DomainError `invalidInput` as in `addDoctor`; references the doctor already had may be archived
 */
export async function editDoctor(tx: TenantTx, { id, version, ...input }: DoctorEdit): Promise<DoctorRow> {
  const before = await requireDoctor(tx, id);
  if (before.version !== version) throw await staleVersion(tx, asSubject(before), before.updatedAt);
  const labels = await checkReferences(tx, input, before);
  const changes = doctorChanges(
    { values: before, labels: await referenceLabels(tx, id) },
    { values: input, labels },
  );
  if (Object.keys(changes).length === 0) return before;

  const after = { ...input, ...indexColumns({ ...input, code: before.code }), version: version + 1 };
  await tx.update(doctors).set(after).where(eq(doctors.id, id));
  await recordAudit(tx, { action: "doctor.edited", subject: asSubject({ ...before, ...after }), changes });
  return { ...before, ...after };
}
