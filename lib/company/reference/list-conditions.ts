import { and, eq, inArray, isNotNull, isNull, not, type SQL, sql } from "drizzle-orm";
import { cities, clinics } from "@/drizzle/tenant/schema";
import type { TenantDb } from "@/lib/databases";
import { searchTerms } from "@/lib/domain/folding";
import type { ReferenceFilter } from "./filter";
import { type ReferenceKind, referenceTables } from "./kinds";
import { changedHere } from "./sync/changed-here";

/** The WHERE of a list. Every word that is searched for must begin a word of some name or of the code. */
export function listConditions(db: TenantDb, kind: ReferenceKind, filter: ReferenceFilter): SQL | undefined {
  const table = referenceTables[kind];
  const words = searchTerms(filter.q).map(
    (term) => sql`instr(' ' || ${table.searchFolded}, ${` ${term}`}) > 0`,
  );
  return and(
    ...words,
    ofOrigin(kind, filter.origin),
    filter.state === "active" ? isNull(table.archivedAt) : undefined,
    filter.state === "archived" ? isNotNull(table.archivedAt) : undefined,
    within(db, kind, filter),
  );
}

function ofOrigin(kind: ReferenceKind, origin: ReferenceFilter["origin"]): SQL | undefined {
  if (origin === null) return undefined;
  const { origin: column } = referenceTables[kind];
  if (origin === "company") return eq(column, "company");
  const changed = changedHere(kind);
  return and(eq(column, "catalogue"), origin === "changed" ? changed : not(changed));
}

function within(db: TenantDb, kind: ReferenceKind, { region, city }: ReferenceFilter): SQL | undefined {
  if (kind === "city") return region === null ? undefined : eq(cities.regionId, region);
  if (kind !== "clinic") return undefined;
  const inRegion =
    region !== null && db.select({ id: cities.id }).from(cities).where(eq(cities.regionId, region));
  return and(
    city === null ? undefined : eq(clinics.cityId, city),
    inRegion ? inArray(clinics.cityId, inRegion) : undefined,
  );
}
