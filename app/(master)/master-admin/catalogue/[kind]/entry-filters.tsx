import { getTranslations } from "next-intl/server";
import { type Filter, FilterChips } from "@/app/_ui/filter-chips";
import { SearchBox } from "@/app/_ui/search-box";
import type { MasterDb } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";
import { type CatalogueFilter, catalogueQuery, catalogueSources } from "@/lib/master/catalogue/filter";
import type { CatalogueKind } from "@/lib/master/catalogue/kinds";
import { parentOptions } from "@/lib/master/catalogue/parent-options";
import { listPath } from "../addresses";

type Props = { master: MasterDb; kind: CatalogueKind; filter: CatalogueFilter; locale: Locale };

/** Search, and the filters that make sense for the kind; all of it lives in the address. */
export async function EntryFilters({ master, kind, filter, locale }: Props) {
  const t = await getTranslations("catalogue");
  const parents = await parentOptions(master, kind, locale, "all");
  const filters: Filter[] = [
    {
      name: "parent",
      label: t(kind === "clinic" ? "columns.parentCity" : "columns.parentRegion"),
      options: parents.map(({ value, label }) => ({ value, label })),
      single: true,
    },
    {
      name: "source",
      label: t("source.label"),
      options: catalogueSources.map((value) => ({ value, label: t(`source.${value}`) })),
      single: true,
    },
    {
      name: "state",
      label: t("state.label"),
      options: (["archived", "all"] as const).map((value) => ({ value, label: t(`state.${value}`) })),
      single: true,
    },
  ];
  const path = listPath(kind);
  const query = catalogueQuery(filter);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchBox path={path} query={query} label={t("search")} className="w-full md:w-84" />
      <FilterChips path={path} query={query} filters={filters} />
    </div>
  );
}
