import type { Locale } from "@/lib/i18n/config";
import { collator } from "@/lib/i18n/format";
import { entriesOf, type Reader } from "./entries";
import { type CatalogueKind, parentKinds } from "./kinds";
import { nameIn } from "./localized-name";

export interface ParentOption {
  readonly value: string;
  readonly label: string;
  readonly archived: boolean;
}

/**
 * What a city or a clinic can lie in, in the order of the reader's alphabet. Cities say their region unless it is
 * called the same. What is archived is left out, except `keep`: what a row already has must not vanish from its form.
 */
export async function parentOptions(
  db: Reader,
  kind: CatalogueKind,
  locale: Locale,
  keep: string | null | "all" = null,
): Promise<ParentOption[]> {
  const parentKind = parentKinds[kind];
  if (parentKind === null) return [];
  const regions = new Map((await entriesOf(db, "region")).map((row) => [row.id, row]));
  const { compare } = collator(locale);
  return (await entriesOf(db, parentKind))
    .map((row) => {
      const region = regions.get(row.parentId ?? "");
      const [name, place] = [nameIn(locale, row), region ? nameIn(locale, region) : null];
      const archived = row.archivedAt !== null || (region?.archivedAt ?? null) !== null;
      return {
        value: row.id,
        label: place === null || place === name ? name : `${name}, ${place}`,
        archived,
      };
    })
    .filter(({ value, archived }) => !archived || keep === "all" || keep === value)
    .sort((a, b) => compare(a.label, b.label));
}
