import { getLocale, getTranslations } from "next-intl/server";
import type { Column } from "@/app/_ui/data-table";
import { formatDate, formatMoney } from "@/lib/i18n/format";
import type { ListedSubscription } from "@/lib/master/subscriptions/list/list-subscriptions";
import { SubscriptionStatus } from "../../../_shell/company-status";
import { zone } from "../../../_shell/zone";

type Row = ListedSubscription;

/** The company, what it agreed to, and what becomes of that when. */
export async function subscriptionColumns() {
  const t = await getTranslations("subscriptions");
  const locale = await getLocale();
  const state = (row: Row) => <SubscriptionStatus subscription={{ state: row.state, daysLeft: null }} />;
  const left = ({ state, daysLeft }: Row) => {
    if (daysLeft === null) return null;
    return state === "past_due" ? t("graceLeft", { days: daysLeft }) : t("left", { days: daysLeft });
  };
  const columns: Column<Row>[] = [
    {
      id: "company",
      header: t("columns.company"),
      sortable: true,
      title: (row) => row.company,
      cell: (row) => (
        <>
          {row.company}
          <span className="block truncate font-normal text-caption text-muted">{row.slug}</span>
        </>
      ),
    },
    {
      id: "plan",
      header: t("columns.plan"),
      width: "16%",
      title: (row) => row.plan,
      cell: (row) => row.plan,
    },
    {
      id: "cycle",
      header: t("columns.cycle"),
      width: "7rem",
      from: "xl",
      cell: (row) => t(`cycle.${row.cycle}`),
    },
    {
      id: "price",
      header: t("columns.price"),
      width: "11rem",
      numeric: true,
      sortable: true,
      from: "lg",
      cell: (row) =>
        t(row.cycle === "year" ? "perYear" : "perMonth", {
          price: formatMoney(row.price, row.currency, locale),
        }),
    },
    { id: "state", header: t("columns.state"), width: "9.5rem", cell: state },
    {
      id: "ends",
      header: t("columns.ends"),
      width: "11rem",
      sortable: true,
      phone: false,
      cell: (row) =>
        row.endsAt === null ? (
          <span className="text-muted">–</span>
        ) : (
          <span className="tabular-nums">
            {formatDate(row.endsAt - 1, zone)}
            <span className="block text-caption text-muted">{left(row)}</span>
          </span>
        ),
    },
    {
      id: "registered",
      header: t("columns.registered"),
      width: "8rem",
      sortable: true,
      from: "lg",
      cell: (row) => <span className="tabular-nums">{formatDate(row.registeredAt, zone)}</span>,
    },
  ];
  return { columns, state, left };
}
