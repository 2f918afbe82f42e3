import { getTranslations } from "next-intl/server";
import { ListFilters } from "@/app/_ui/list-filters";
import { companyStates, subscriptionStates } from "@/drizzle/master/schema/states";
import { type CompanyFilter, companyQuery, registeredStates } from "@/lib/master/companies/company-filter";
import type { PlanChoice } from "@/lib/master/companies/plan-choices";

type Props = { filter: CompanyFilter; plans: readonly PlanChoice[] };

const path = "/master-admin/companies";

export async function CompanyFilters({ filter, plans }: Props) {
  const t = await getTranslations("companies");
  const w = await getTranslations("master");
  return (
    <ListFilters
      path={path}
      query={companyQuery(filter)}
      search={t("search")}
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
  );
}
