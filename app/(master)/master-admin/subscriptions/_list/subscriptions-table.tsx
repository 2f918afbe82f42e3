import { getTranslations } from "next-intl/server";
import { DataTable } from "@/app/_ui/data-table";
import { listSort } from "@/app/_ui/list-sort";
import {
  type SubscriptionFilter,
  subscriptionQuery,
  subscriptionSorts,
} from "@/lib/master/subscriptions/list/filter";
import type { ListedSubscription } from "@/lib/master/subscriptions/list/list-subscriptions";
import { subscriptionsPath as path } from "../addresses";
import { subscriptionColumns } from "./subscription-columns";

type Props = { rows: readonly ListedSubscription[]; filter: SubscriptionFilter };

export async function SubscriptionsTable({ rows, filter }: Props) {
  const t = await getTranslations("subscriptions");
  const { columns, state, left } = await subscriptionColumns();
  return (
    <DataTable
      label={t("title")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/master-admin/companies/${row.companyId}`}
      phoneLine={(row) => (
        <span className="flex items-center gap-2">
          {state(row)}
          <span className="truncate">{[row.plan, left(row)].filter(Boolean).join(" · ")}</span>
        </span>
      )}
      sort={listSort(path, subscriptionQuery(filter), filter, subscriptionSorts[0])}
    />
  );
}
