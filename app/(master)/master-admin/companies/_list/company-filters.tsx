import { getTranslations } from "next-intl/server";
import { FilterChips } from "@/app/_ui/filter-chips";
import { SearchBox } from "@/app/_ui/search-box";
import { companyStates, subscriptionStates } from "@/drizzle/master/schema/states";
import { type CompanyFilter, companyQuery, registeredStates } from "@/lib/master/companies/company-filter";
import type { PlanChoice } from "@/lib/master/companies/plan-choices";

type Props = { filter: CompanyFilter; plans: readonly PlanChoice[] };

const path = "/master-admin/companies";

export async function CompanyFilters({ filter, plans }: Props) {
  const t = await getTranslations("companies");
  const w = await getTranslations("master");
  const query = companyQuery(filter);
  return (
    <div className="mb-3 flex gap-2 max-lg:flex-wrap">
      <SearchBox path={path} query={query} label={t("search")} className="w-full shrink-0 md:w-70" />
      <div className="flex min-w-0 flex-1 items-center">
        <FilterChips
          path={path}
          query={query}
          filters={[
            {
              name: "subscription",
              label: t("columns.subscription"),
              options: subscriptionStates.map((value) => ({ value, label: w(`subscription.${value}`) })),
            },
            {
              name: "plan",
              label: t("columns.plan"),
              options: plans.map(({ id, name }) => ({ value: id, label: name })),
            },
            {
              name: "state",
              label: t("columns.state"),
              options: companyStates.map((value) => ({ value, label: w(`state.${value}`) })),
            },
            {
              name: "database",
              label: t("columns.database"),
              options: registeredStates.map((value) => ({ value, label: t(`database.states.${value}`) })),
            },
          ]}
        />
      </div>
    </div>
  );
}
