import { eq } from "drizzle-orm";
import { doctors } from "@/drizzle/tenant/schema";
import type { TenantTx } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { fullName } from "@/lib/domain/full-name";

export type DoctorRow = typeof doctors.$inferSelect;

/** @throws NotFound */
export async function requireDoctor(tx: TenantTx, id: string): Promise<DoctorRow> {
  const [doctor] = await tx.select().from(doctors).where(eq(doctors.id, id));
  if (!doctor) throw new NotFound("doctor");
  return doctor;
}

/** A doctor as the subject of an audit event. */
export function asSubject(doctor: Pick<DoctorRow, "id" | "code" | "firstName" | "lastName">) {
  return { type: "doctor", id: doctor.id, label: `${fullName(doctor)}, ${doctor.code}` };
}
