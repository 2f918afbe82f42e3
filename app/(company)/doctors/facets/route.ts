import { notFound } from "next/navigation";
import type { NextRequest } from "next/server";
import { requireCompany } from "@/lib/auth/require-company";
import { referenceFacet } from "@/lib/company/doctors/facets";
import { parseDoctorFilter, referenceFacets } from "@/lib/company/doctors/filter";
import { queryOf } from "@/lib/domain/list-query";

/** The choices of one filter of the list, for the menu that has just been opened. */
export async function GET(request: NextRequest): Promise<Response> {
  const { db, locale } = await requireCompany("doctor.read");
  const { searchParams } = request.nextUrl;
  const facet = referenceFacets.find((one) => one === searchParams.get("facet")) ?? notFound();
  const filter = parseDoctorFilter(queryOf(searchParams));
  const options = await referenceFacet(db, facet, filter, locale);
  return Response.json(options, { headers: { "cache-control": "no-store" } });
}
