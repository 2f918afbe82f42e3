import { eq, sql } from "drizzle-orm";
import { doctors } from "@/drizzle/tenant/schema";
import { recordAudit, type TenantTx } from "@/lib/databases";
import { asSubject, requireDoctor } from "./require-doctor";

/** Takes a doctor out of daily work and keeps everything about them. Archiving twice changes nothing.
 * @throws NotFound */
export async function archiveDoctor(tx: TenantTx, id: string, now: Date): Promise<void> {
  const doctor = await requireDoctor(tx, id);
  if (doctor.archivedAt !== null) return;
  await tx
    .update(doctors)
    .set({ archivedAt: now.getTime(), version: sql`${doctors.version} + 1` })
    .where(eq(doctors.id, id));
  await recordAudit(tx, {
    action: "doctor.archived",
    subject: asSubject(doctor),
    changes: { archived: [false, true] },
  });
}
