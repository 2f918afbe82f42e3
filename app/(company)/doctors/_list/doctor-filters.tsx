import { getTranslations } from "next-intl/server";
import { type Filter, FilterChips } from "@/app/_ui/filter-chips";
import { type Query, values } from "@/app/_ui/list-url";
import { SearchBox } from "@/app/_ui/search-box";
import { doctorCategories } from "@/drizzle/tenant/schema/doctors";
import type { CompanyContext } from "@/lib/auth/require-company";
import { referenceFacet } from "@/lib/company/doctors/facets";
import {
  type DoctorFilter,
  doctorQuery,
  doctorStatuses,
  isFiltered,
  type ReferenceFacet,
  referenceFacets,
} from "@/lib/company/doctors/filter";
import type { ChosenNames } from "@/lib/company/doctors/resolve-filter";
import { ClientWords } from "../client-words";
import { ColumnMenu } from "./column-menu";
import { EscapeClears } from "./escape-clears";
import { FacetForm } from "./facet-form";

type Props = {
  filter: DoctorFilter;
  names: ChosenNames;
  /** The address as it came: `choose` opens a filter where no script can. */
  asked: Query;
  context: CompanyContext;
};

export async function DoctorFilters({ filter, names, asked, context }: Props) {
  const t = await getTranslations("doctors");
  const query = doctorQuery(filter);
  const filters: Filter[] = [
    ...(await Promise.all(
      referenceFacets.map((facet) => referenceFilter(facet, { filter, names, asked, context })),
    )),
    {
      name: "category",
      label: t("fields.category"),
      options: doctorCategories.map((value) => ({ value, label: value })),
    },
    {
      name: "status",
      label: t("columns.status"),
      options: doctorStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
      single: true,
    },
  ];
  return (
    <div className="mb-3 flex gap-2 max-lg:flex-wrap">
      <SearchBox path="/doctors" query={query} label={t("search")} className="w-full shrink-0 md:w-70" />
      <div className="flex min-w-0 flex-1 items-center max-lg:order-1 max-lg:basis-full">
        <ClientWords parts={["facets"]}>
          <FilterChips path="/doctors" query={query} filters={filters} />
          {isFiltered(filter) && <EscapeClears href="/doctors" />}
        </ClientWords>
      </div>
      <ColumnMenu filter={filter} />
    </div>
  );
}

/** Its choices are fetched when it is opened: there may be hundreds, and every list would carry all of them. */
async function referenceFilter(
  facet: ReferenceFacet,
  { filter, names, asked, context }: Props,
): Promise<Filter> {
  const t = await getTranslations("doctors.fields");
  const common = await getTranslations("common.filters");
  const open = values(asked.choose)[0] === facet;
  return {
    name: facet,
    label: t(facet),
    options: filter[facet].map((id) => ({ value: id, label: names.get(id) ?? "" })),
    content: (
      <FacetForm
        facet={facet}
        label={t(facet)}
        query={doctorQuery({ ...filter, page: 1 })}
        options={open ? await referenceFacet(context.db, facet, filter, context.locale) : null}
        apply={common("apply")}
      />
    ),
  };
}
