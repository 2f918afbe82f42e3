import { eq, sql } from "drizzle-orm";
import { doctors } from "@/drizzle/tenant/schema";
import { recordAudit, type TenantTx } from "@/lib/databases";
import { asSubject, requireDoctor } from "./require-doctor";
import { requireRoom } from "./require-room";

/** Brings an archived doctor back, if the plan has room. Restoring twice changes nothing.
 * @throws NotFound, PlanLimitReached */
export async function restoreDoctor(
  tx: TenantTx,
  id: string,
  { limit }: { limit: number | null },
): Promise<void> {
  const doctor = await requireDoctor(tx, id);
  if (doctor.archivedAt === null) return;
  await requireRoom(tx, limit);
  await tx
    .update(doctors)
    .set({ archivedAt: null, version: sql`${doctors.version} + 1` })
    .where(eq(doctors.id, id));
  await recordAudit(tx, {
    action: "doctor.restored",
    subject: asSubject(doctor),
    changes: { archived: [true, false] },
  });
}
