import { type SQL, sql } from "drizzle-orm";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Locale } from "@/lib/i18n/config";

type Named = {
  name: AnySQLiteColumn;
  nameEn: AnySQLiteColumn;
  nameRu: AnySQLiteColumn;
  nameSort: AnySQLiteColumn;
};

/** A reference row's name in the reader's language; its Azerbaijani one where nobody translated it. */
export function localizedName(table: Named, locale: Locale): SQL<string> {
  if (locale === "az") return sql`${table.name}`;
  return sql`coalesce(${locale === "en" ? table.nameEn : table.nameRu}, ${table.name})`;
}

/** The same for a row that a left join may not find. */
export function localizedNameOrNull(table: Named, locale: Locale): SQL<string | null> {
  return localizedName(table, locale);
}

/** What to order by so that the names stand in the reader's alphabet. */
export function localizedOrder(table: Named, locale: Locale): SQL {
  return locale === "az" ? sql`${table.nameSort}` : sql`${localizedName(table, locale)} COLLATE NOCASE`;
}
