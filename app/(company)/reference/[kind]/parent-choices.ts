import { getTranslations } from "next-intl/server";
import { parentKinds, type ReferenceKind } from "@/lib/company/reference/kinds";
import { referenceOptions } from "@/lib/company/reference/options";
import type { TenantDb } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";

/** What a city or a clinic can lie in. Cities say their region unless it is called the same; `keep` stays in the list. */
export async function parentChoices(
  db: TenantDb,
  kind: ReferenceKind,
  locale: Locale,
  keep: string | null = null,
) {
  const parentKind = parentKinds[kind];
  if (parentKind === null) return [];
  const t = await getTranslations("reference.fields");
  const parents = await referenceOptions(db, parentKind, locale, [keep]);
  const regions = parentKind === "city" ? await referenceOptions(db, "region", locale, "all") : [];
  const regionNames = new Map(regions.map(({ id, label }) => [id, label]));
  return parents.map(({ id, label, parentId, archived }) => {
    const region = regionNames.get(parentId ?? "");
    const name = region === undefined || region === label ? label : `${label}, ${region}`;
    return { value: id, label: archived ? t("keptArchived", { name }) : name, archived };
  });
}
