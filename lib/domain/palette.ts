import { fold, searchTerms } from "./folding";

/** What choosing a line does: go somewhere, post a plain form, or set something. */
export type PaletteDeed =
  | { readonly kind: "go"; readonly href: string }
  | { readonly kind: "post"; readonly path: string }
  | { readonly kind: "locale" | "theme" | "company"; readonly value: string };

export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  /** A second, quieter word: a code, an email, "current". */
  readonly hint?: string | undefined;
  /** The language of the label, when it is not the page's. */
  readonly lang?: string | undefined;
  readonly deed: PaletteDeed;
}

export interface PaletteGroup {
  readonly id: string;
  readonly title: string;
  readonly items: readonly PaletteItem[];
}

/** The items in which every word that was typed begins a word; all of them when nothing was. */
export function matching(items: readonly PaletteItem[], typed: string): readonly PaletteItem[] {
  const terms = searchTerms(typed);
  if (terms.length === 0) return typed.trim() === "" ? items : [];
  return items.filter(({ label, hint = "" }) => {
    const words = fold(`${label} ${hint}`).split(" ");
    return terms.every((term) => words.some((word) => word.startsWith(term)));
  });
}

/** The groups with what fits in them, without those that have nothing. */
export function paletteGroups(groups: readonly PaletteGroup[], typed: string): PaletteGroup[] {
  return groups
    .map((group) => ({ ...group, items: matching(group.items, typed) }))
    .filter(({ items }) => items.length > 0);
}
