import type { Locale } from "@/lib/i18n/config";
import type { CatalogueRow } from "./entries";

/** A row's name in the reader's language. */
export function nameIn(locale: Locale, row: Pick<CatalogueRow, "nameAz" | "nameEn" | "nameRu">): string {
  return { az: row.nameAz, en: row.nameEn, ru: row.nameRu }[locale];
}
