import { getTranslations } from "next-intl/server";
import { FilterChips } from "@/app/_ui/filter-chips";
import { SearchBox } from "@/app/_ui/search-box";
import { billingCycles, subscriptionStates } from "@/drizzle/master/schema/states";
import { formatDay } from "@/lib/i18n/format";
import type { PlanChoice } from "@/lib/master/companies/plan-choices";
import {
  daysOf,
  endingWithin,
  pastDays,
  type SubscriptionFilter,
  subscriptionQuery,
} from "@/lib/master/subscriptions/list/filter";
import { subscriptionsPath as path } from "../addresses";

type Props = { filter: SubscriptionFilter; plans: readonly PlanChoice[] };

export async function SubscriptionFilters({ filter, plans }: Props) {
  const t = await getTranslations("subscriptions");
  const w = await getTranslations("master");
  const query = subscriptionQuery(filter);
  const lastDays = pastDays.map((value) => ({
    value,
    label: t("filters.lastDays", { days: Number(value) }),
  }));
  // A week of the overview's chart, say: shown while it is chosen.
  const range = filter.registered && daysOf(filter.registered);
  const registered =
    range && filter.registered
      ? [{ value: filter.registered, label: range.map(formatDay).join(" – ") }, ...lastDays]
      : lastDays;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchBox path={path} query={query} label={t("search")} className="w-full md:w-70" />
      <FilterChips
        path={path}
        query={query}
        filters={[
          {
            name: "state",
            label: t("columns.state"),
            options: subscriptionStates.map((value) => ({ value, label: w(`subscription.${value}`) })),
          },
          {
            name: "plan",
            label: t("columns.plan"),
            options: plans.map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            name: "cycle",
            label: t("columns.cycle"),
            single: true,
            options: billingCycles.map((value) => ({ value, label: t(`cycle.${value}`) })),
          },
          {
            name: "ends",
            label: t("filters.ends"),
            single: true,
            options: endingWithin.map((value) => ({
              value,
              label: t("filters.days", { days: Number(value) }),
            })),
          },
          { name: "registered", label: t("filters.registered"), single: true, options: registered },
          { name: "trialEnded", label: t("filters.trialEnded"), single: true, options: lastDays },
          {
            name: "paid",
            label: t("filters.paid"),
            single: true,
            options: [
              { value: "yes", label: t("filters.paidYes") },
              { value: "no", label: t("filters.paidNo") },
            ],
          },
        ]}
      />
    </div>
  );
}
