import { doctors } from "@/drizzle/tenant/schema";
import { recordAudit, type TenantTx } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { newId } from "@/lib/domain/id";
import { doctorChanges } from "./changes";
import { checkReferences } from "./check-references";
import { indexColumns } from "./index-columns";
import { nextDoctorCode } from "./next-code";
import { asSubject } from "./require-doctor";
import { requireRoom } from "./require-room";
import type { DoctorInput } from "./schema";

export type AddedDoctor = { id: string; code: string; name: string };

/**
 * @param limit how many doctors the company's plan allows; null for any number
 * @throws PlanLimitReached
 * @throws DomainError `invalidInput` naming the references that are unknown, archived or of another parent
 */
export async function addDoctor(
  tx: TenantTx,
  input: DoctorInput,
  { limit, now }: { limit: number | null; now: Date },
): Promise<AddedDoctor> {
  await requireRoom(tx, limit);
  const labels = await checkReferences(tx, input, null);
  const doctor = { ...input, id: newId(), code: await nextDoctorCode(tx) };
  await tx.insert(doctors).values({
    ...doctor,
    ...indexColumns(doctor),
    createdAt: now.getTime(),
    updatedAt: now.getTime(),
  });
  await recordAudit(tx, {
    action: "doctor.added",
    subject: asSubject(doctor),
    changes: doctorChanges(null, { values: input, labels }),
  });
  return { id: doctor.id, code: doctor.code, name: fullName(input) };
}
