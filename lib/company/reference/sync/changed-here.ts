import { and, eq, type SQL, sql } from "drizzle-orm";
import { cities, clinics, referenceBases, regions, specializations } from "@/drizzle/tenant/schema";
import { parentKinds, type ReferenceKind, referenceTables } from "../kinds";

const base = (field: string) => sql`json_extract(${referenceBases.base}, ${`$.${field}`})`;

/** In SQL what `provenanceOf` says of one row: a copy that says something else than its entry. 1 or 0. */
export function changedHere(kind: ReferenceKind): SQL<number> {
  const table = referenceTables[kind];
  const differs = [
    sql`${table.name} IS NOT ${base("name")}`,
    sql`${table.nameEn} IS NOT ${base("nameEn")}`,
    sql`${table.nameRu} IS NOT ${base("nameRu")}`,
    ...ownDifferences(kind),
  ];
  return sql<number>`EXISTS (SELECT 1 FROM ${referenceBases} WHERE ${and(
    eq(referenceBases.kind, kind),
    eq(referenceBases.catalogueId, table.catalogueId),
    sql`(${sql.join(differs, sql` OR `)})`,
  )})`;
}

function ownDifferences(kind: ReferenceKind): SQL[] {
  switch (kind) {
    case "region":
      return [sql`${regions.code} IS NOT ${base("code")}`];
    case "city":
      return [sql`${cities.regionId} IS NOT ${placeOf(kind)}`];
    case "clinic":
      return [sql`${clinics.cityId} IS NOT ${placeOf(kind)}`];
    case "specialization":
      return [sql`${specializations.code} IS NOT ${base("code")}`];
  }
}

/** The company's row for the place where the catalogue has the entry: its copy, or its own of that name. */
function placeOf(kind: "city" | "clinic"): SQL {
  const parentKind = parentKinds[kind];
  const copy = sql`(SELECT "place"."id" FROM ${referenceTables[parentKind]} AS "place" WHERE "place"."catalogue_id" = ${base("parentId")})`;
  const twin = sql`(SELECT json_extract("above"."base", '$.twin.id') FROM ${referenceBases} AS "above" WHERE "above"."kind" = ${parentKind} AND "above"."catalogue_id" = ${base("parentId")} AND json_extract("above"."base", '$.twin.by') = 'name')`;
  return sql`coalesce(${copy}, ${twin})`;
}
