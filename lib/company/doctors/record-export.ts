import { recordAudit, type TenantTx } from "@/lib/databases";
import { type DoctorFilter, doctorQuery } from "./filter";

/** Who took the list out of the house, which part of it, and how many doctors that were. */
export async function recordDoctorExport(tx: TenantTx, filter: DoctorFilter, count: number): Promise<void> {
  const { page, size, column, ...asked } = doctorQuery(filter);
  await recordAudit(tx, {
    action: "doctor.exported",
    subject: { type: "doctors", id: "list" },
    changes: { filter: [null, asked], count: [null, count] },
  });
}
