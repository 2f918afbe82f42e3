import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { cities, clinics, regions, specializations } from "@/drizzle/tenant/schema";
import type { TenantDb } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";
import { collator } from "@/lib/i18n/format";
import type { ReferenceKind } from "./kinds";
import { localizedName } from "./localized-name";

/** A choice in a select. */
export interface ReferenceOption {
  readonly id: string;
  readonly label: string;
  /** A city's region, a clinic's city. */
  readonly parentId: string | null;
  /** Archived itself or below something that is; only there because it was asked to stay. */
  readonly archived: boolean;
}

/**
 * The choices of one kind in the order of the reader's alphabet. What is archived, or lies in an archived region or
 * city, is left out, except the rows in `keep`: what a record already has must not vanish from its form.
 */
export async function referenceOptions(
  db: TenantDb,
  kind: ReferenceKind,
  locale: Locale,
  keep: readonly (string | null)[] | "all" = [],
): Promise<ReferenceOption[]> {
  const options = await rowsOf(db, kind, locale, keep);
  const { compare } = collator(locale);
  return options
    .map((option) => ({ ...option, archived: Boolean(option.archived) }))
    .sort((a, b) => compare(a.label, b.label));
}

const none = sql<string | null>`NULL`;
const hidden = (...tables: (typeof regions | typeof cities | typeof clinics | typeof specializations)[]) =>
  sql<number>`${sql.join(
    tables.map((table) => sql`${table.archivedAt} IS NOT NULL`),
    sql` OR `,
  )}`;

/** The rows come almost in order, since comparing by the rules of a language is what costs. */
function rowsOf(db: TenantDb, kind: ReferenceKind, locale: Locale, keep: readonly (string | null)[] | "all") {
  const kept = keep === "all" ? [] : keep.filter((id) => id !== null);
  const shown = (
    id: typeof regions.id | typeof cities.id | typeof clinics.id | typeof specializations.id,
    alive: SQL | undefined,
  ) => (keep === "all" ? undefined : kept.length > 0 ? or(alive, inArray(id, kept)) : alive);
  switch (kind) {
    case "region":
      return db
        .select({
          id: regions.id,
          label: localizedName(regions, locale),
          parentId: none,
          archived: hidden(regions),
        })
        .from(regions)
        .where(shown(regions.id, isNull(regions.archivedAt)))
        .orderBy(regions.nameSort);
    case "city":
      return db
        .select({
          id: cities.id,
          label: localizedName(cities, locale),
          parentId: sql<string | null>`${cities.regionId}`,
          archived: hidden(cities, regions),
        })
        .from(cities)
        .innerJoin(regions, eq(regions.id, cities.regionId))
        .where(shown(cities.id, and(isNull(cities.archivedAt), isNull(regions.archivedAt))))
        .orderBy(cities.nameSort);
    case "clinic":
      return db
        .select({
          id: clinics.id,
          label: localizedName(clinics, locale),
          parentId: sql<string | null>`${clinics.cityId}`,
          archived: hidden(clinics, cities, regions),
        })
        .from(clinics)
        .innerJoin(cities, eq(cities.id, clinics.cityId))
        .innerJoin(regions, eq(regions.id, cities.regionId))
        .where(
          shown(
            clinics.id,
            and(isNull(clinics.archivedAt), isNull(cities.archivedAt), isNull(regions.archivedAt)),
          ),
        )
        .orderBy(clinics.nameSort);
    case "specialization":
      return db
        .select({
          id: specializations.id,
          label: localizedName(specializations, locale),
          parentId: none,
          archived: hidden(specializations),
        })
        .from(specializations)
        .where(shown(specializations.id, isNull(specializations.archivedAt)))
        .orderBy(specializations.nameSort);
  }
}
