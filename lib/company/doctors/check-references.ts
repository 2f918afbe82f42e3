import { eq, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import { cities, clinics, regions, specializations } from "@/drizzle/tenant/schema";
import type { TenantTx } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";

export type References = {
  specializationId: string;
  regionId: string;
  cityId: string;
  clinicId: string | null;
};

/** What the four are called, for people who read the history. */
export type ReferenceLabels = { specialization: string; region: string; city: string; clinic: string | null };

/**
 * The city must belong to the region and the clinic to the city, and nothing archived may be chosen anew; what a
 * doctor already had may stay. The database's own keys would refuse a broken chain too, but could not say where.
 * @throws DomainError `invalidInput` with every field that is wrong
 */
export async function checkReferences(
  tx: TenantTx,
  chosen: References,
  before: References | null,
): Promise<ReferenceLabels> {
  const found = await findReferences(tx, chosen);
  const row = (kind: string) => found.find((one) => one.kind === kind);
  const [specialization, region, city, clinic] = ["specialization", "region", "city", "clinic"].map(row);

  const problems: Record<string, string> = {};
  const check = (field: keyof References, reference: typeof city, chainProblem?: string | false) => {
    if (!reference) problems[field] = "errors.choose";
    else if (chainProblem) problems[field] = chainProblem;
    else if (reference.archivedAt !== null && before?.[field] !== chosen[field])
      problems[field] = "errors.archived";
  };
  check("specializationId", specialization);
  check("regionId", region);
  check("cityId", city, city?.parentId !== chosen.regionId && "errors.city.notInRegion");
  if (chosen.clinicId !== null)
    check("clinicId", clinic, clinic?.parentId !== chosen.cityId && "errors.clinic.notInCity");

  const [field] = Object.keys(problems);
  if (field !== undefined || !specialization || !region || !city) {
    throw new DomainError("invalidInput", { field: field ?? "" }, problems);
  }
  return {
    specialization: specialization.name,
    region: region.name,
    city: city.name,
    clinic: clinic?.name ?? null,
  };
}

/** One statement for all four: on a database server every statement is a round trip. */
function findReferences(tx: TenantTx, chosen: References) {
  const none = sql<string | null>`NULL`;
  const columns = <T extends typeof regions | typeof cities | typeof clinics | typeof specializations>(
    kind: string,
    table: T,
    parentId: typeof none,
  ) =>
    tx
      .select({ kind: sql<string>`${kind}`, name: table.name, archivedAt: table.archivedAt, parentId })
      .from(table);
  return unionAll(
    columns("specialization", specializations, none).where(eq(specializations.id, chosen.specializationId)),
    columns("region", regions, none).where(eq(regions.id, chosen.regionId)),
    columns("city", cities, sql`${cities.regionId}`).where(eq(cities.id, chosen.cityId)),
    columns("clinic", clinics, sql`${clinics.cityId}`).where(eq(clinics.id, chosen.clinicId ?? "")),
  );
}
