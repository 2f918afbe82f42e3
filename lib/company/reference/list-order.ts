import { asc, desc, type SQL, sql } from "drizzle-orm";
import { cities, regions, specializations } from "@/drizzle/tenant/schema";
import type { Locale } from "@/lib/i18n/config";
import type { ReferenceFilter } from "./filter";
import { type ReferenceKind, referenceTables } from "./kinds";
import { localizedOrder } from "./localized-name";

/** The ORDER BY of a list; equal rows follow each other by name and id, so that no page shows a row twice. */
export function listOrder(kind: ReferenceKind, { sort, descending }: ReferenceFilter, locale: Locale): SQL[] {
  const table = referenceTables[kind];
  const direction = descending ? desc : asc;
  const byName = localizedOrder(table, locale);
  if (sort === "name") return [direction(byName), direction(table.id)];
  return [direction(sortedBy(kind, sort, locale)), asc(byName), asc(table.id)];
}

function sortedBy(kind: ReferenceKind, sort: "code" | "parent" | "updated", locale: Locale): SQL {
  if (sort === "parent") return localizedOrder(kind === "clinic" ? cities : regions, locale);
  if (sort === "code") return sql`${kind === "region" ? regions.code : specializations.code}`;
  return sql`${referenceTables[kind].updatedAt}`;
}
