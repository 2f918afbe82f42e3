import { notFound } from "next/navigation";
import { cache } from "react";
import type { CompanyContext } from "@/lib/auth/require-company";
import { type DoctorDetails, getDoctor } from "@/lib/company/doctors/queries";
import { isId } from "@/lib/domain/id";

/** The doctor an address names, read once per request; the page does not exist when this company has none. */
export const doctorOf = cache(async ({ db, locale }: CompanyContext, id: string): Promise<DoctorDetails> => {
  return (isId(id) ? await getDoctor(db, id, locale) : null) ?? notFound();
});
