import { count, eq, inArray, sql } from "drizzle-orm";
import { cities, clinics, doctors, type Origin, regions, specializations } from "@/drizzle/tenant/schema";
import type { TenantDb } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";
import type { ReferenceFilter, ReferenceOrigin } from "./filter";
import { childKinds, doctorColumns, type ReferenceKind, referenceTables } from "./kinds";
import { listConditions } from "./list-conditions";
import { listOrder } from "./list-order";
import { localizedName, localizedNameOrNull } from "./localized-name";
import { changedHere } from "./sync/changed-here";

/** One page of a list with, for each row, how many doctors and rows below name it. A page beyond the end is the last. */
export async function listReference(
  db: TenantDb,
  kind: ReferenceKind,
  filter: ReferenceFilter,
  locale: Locale,
) {
  const total = await db.$count(referenceTables[kind], listConditions(db, kind, filter));
  const page = Math.min(filter.page, Math.max(1, Math.ceil(total / filter.size)));
  const rows = await pageOf(db, kind, { ...filter, page }, locale);
  const ids = rows.map((row) => row.id);
  const used = await countBy(db, doctorColumns[kind], ids);
  const below = await countBelow(db, kind, ids);
  return {
    rows: rows.map(({ changed, ...row }) => ({
      ...row,
      origin: originOf(row.origin, changed),
      doctors: used.get(row.id) ?? 0,
      below: below.get(row.id) ?? 0,
    })),
    total,
    page,
    size: filter.size,
  };
}

export type ReferencePage = Awaited<ReturnType<typeof listReference>>;
export type ReferenceListRow = ReferencePage["rows"][number];

const originOf = (origin: Origin, changed: number): ReferenceOrigin =>
  origin === "catalogue" && changed ? "changed" : origin;

const none = sql<string | null>`NULL`;
const never = sql<number | null>`NULL`;

async function pageOf(db: TenantDb, kind: ReferenceKind, filter: ReferenceFilter, locale: Locale) {
  const where = listConditions(db, kind, filter);
  const order = listOrder(kind, filter, locale);
  const offset = (filter.page - 1) * filter.size;
  const shared = <T extends typeof regions | typeof cities | typeof clinics | typeof specializations>(
    table: T,
  ) => ({
    id: table.id,
    label: localizedName(table, locale),
    origin: table.origin,
    changed: changedHere(kind),
    archivedAt: table.archivedAt,
    updatedAt: table.updatedAt,
  });
  const alone = { parentId: none, parent: none, above: none, parentArchivedAt: never, phone: none };
  switch (kind) {
    case "region":
      return db
        .select({ ...shared(regions), ...alone, code: sql<string | null>`${regions.code}` })
        .from(regions)
        .where(where)
        .orderBy(...order)
        .limit(filter.size)
        .offset(offset);
    case "specialization":
      return db
        .select({ ...shared(specializations), ...alone, code: sql<string | null>`${specializations.code}` })
        .from(specializations)
        .where(where)
        .orderBy(...order)
        .limit(filter.size)
        .offset(offset);
    case "city":
      return db
        .select({
          ...shared(cities),
          parentId: sql<string | null>`${cities.regionId}`,
          parent: localizedNameOrNull(regions, locale),
          above: none,
          parentArchivedAt: regions.archivedAt,
          phone: none,
          code: none,
        })
        .from(cities)
        .innerJoin(regions, eq(regions.id, cities.regionId))
        .where(where)
        .orderBy(...order)
        .limit(filter.size)
        .offset(offset);
    case "clinic":
      return db
        .select({
          ...shared(clinics),
          parentId: sql<string | null>`${clinics.cityId}`,
          parent: localizedNameOrNull(cities, locale),
          above: localizedNameOrNull(regions, locale),
          parentArchivedAt: sql<number | null>`coalesce(${cities.archivedAt}, ${regions.archivedAt})`,
          phone: clinics.phone,
          code: none,
        })
        .from(clinics)
        .innerJoin(cities, eq(cities.id, clinics.cityId))
        .innerJoin(regions, eq(regions.id, cities.regionId))
        .where(where)
        .orderBy(...order)
        .limit(filter.size)
        .offset(offset);
  }
}

async function countBy(db: TenantDb, column: (typeof doctorColumns)[ReferenceKind], ids: string[]) {
  const rows = await db
    .select({ id: column, n: count() })
    .from(doctors)
    .where(inArray(column, ids))
    .groupBy(column);
  return new Map(rows.map((row) => [row.id, row.n]));
}

async function countBelow(
  db: TenantDb,
  kind: ReferenceKind,
  ids: string[],
): Promise<Map<string | null, number>> {
  if (childKinds[kind] === null) return new Map();
  const [table, column] = kind === "region" ? [cities, cities.regionId] : [clinics, clinics.cityId];
  const rows = await db
    .select({ id: column, n: count() })
    .from(table)
    .where(inArray(column, ids))
    .groupBy(column);
  return new Map(rows.map((row) => [row.id, row.n]));
}
