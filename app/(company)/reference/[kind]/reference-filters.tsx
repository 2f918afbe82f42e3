import { getTranslations } from "next-intl/server";
import { type Filter, FilterChips } from "@/app/_ui/filter-chips";
import { SearchBox } from "@/app/_ui/search-box";
import { type ReferenceFilter, referenceOrigins, referenceQuery } from "@/lib/company/reference/filter";
import type { ReferenceKind } from "@/lib/company/reference/kinds";
import { type ReferenceOption, referenceOptions } from "@/lib/company/reference/options";
import type { TenantDb } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";
import { listPath } from "../addresses";

type Props = { db: TenantDb; kind: ReferenceKind; filter: ReferenceFilter; locale: Locale };

/** Search, and the filters that make sense for the kind; all of it lives in the address. */
export async function ReferenceFilters({ db, kind, filter, locale }: Props) {
  const t = await getTranslations("reference");
  const places = await placeFilters({ db, kind, filter, locale });
  const filters: Filter[] = [
    ...places.map(({ name, options }) => ({
      name,
      label: t(`columns.${name}`),
      options: options.map(asOption),
      single: true,
    })),
    {
      name: "origin",
      label: t("origin.label"),
      options: referenceOrigins.map((value) => ({ value, label: t(`origin.${value}`) })),
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
  const query = referenceQuery(filter);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchBox path={path} query={query} label={t(`${kind}.search`)} className="w-full md:w-70" />
      <FilterChips path={path} query={query} filters={filters} />
    </div>
  );
}

const asOption = ({ id, label }: ReferenceOption) => ({ value: id, label });

/** Regions for cities; regions, and the cities of the chosen one, for clinics. */
async function placeFilters({ db, kind, filter, locale }: Props) {
  if (kind !== "city" && kind !== "clinic") return [];
  const regions = { name: "region" as const, options: await referenceOptions(db, "region", locale, "all") };
  if (kind === "city") return [regions];
  const cities = await referenceOptions(db, "city", locale, "all");
  const within =
    filter.region === null
      ? cities
      : cities.filter((city) => city.parentId === filter.region || city.id === filter.city);
  return [regions, { name: "city" as const, options: within }];
}
