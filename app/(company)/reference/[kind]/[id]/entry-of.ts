import { notFound } from "next/navigation";
import { findEntry, type ReferenceEntry } from "@/lib/company/reference/require-entry";
import type { TenantDb } from "@/lib/databases";
import { isId } from "@/lib/domain/id";
import type { Locale } from "@/lib/i18n/config";
import { kindOf } from "../../addresses";

/** The row an address names; the page for what does not exist otherwise. */
export async function entryOf(db: TenantDb, params: { kind: string; id: string }): Promise<ReferenceEntry> {
  const kind = kindOf(params.kind);
  if (!kind || !isId(params.id)) notFound();
  return (await findEntry(db, kind, params.id)) ?? notFound();
}

/** Its name in the reader's language. */
export function nameIn(
  locale: Locale,
  { name, nameEn, nameRu }: Pick<ReferenceEntry, "name" | "nameEn" | "nameRu">,
): string {
  if (locale === "en") return nameEn ?? name;
  return (locale === "ru" && nameRu) || name;
}
