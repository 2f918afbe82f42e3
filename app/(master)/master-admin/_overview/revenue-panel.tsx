import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import { formatMoney, formatNumber } from "@/lib/i18n/format";
import { type PlanRevenue, revenueTotals } from "@/lib/master/analytics/recurring-revenue";
import { subscriptionsList } from "./addresses";

const cell = "border-line border-t py-1.5";
const paying = ["active", "past_due"];
const listOf = (plan: string) => subscriptionsList({ plan, state: paying, sort: "-price" });
const companiesIn = (rows: readonly PlanRevenue[], currency: string) =>
  rows.reduce((sum, row) => sum + (row.currency === currency ? row.companies : 0), 0);

/** By plan and currency, each with the subscriptions it is made of. */
export async function RevenuePanel({ rows }: { rows: readonly PlanRevenue[] }) {
  const [t, locale] = [await getTranslations("overview.revenue"), await getLocale()];
  const most = Math.max(1, ...rows.map((row) => row.monthly));
  const heading = "pb-1.5 font-medium text-muted text-small";
  return (
    <Panel title={t("title")} note={t("note")} className="lg:col-span-2">
      {rows.length === 0 ? (
        <p className="text-muted">{t("empty")}</p>
      ) : (
        <table className="w-full">
          <caption className="sr-only">{t("title")}</caption>
          <thead>
            <tr>
              <th scope="col" className={`${heading} text-left`}>
                {t("plan")}
              </th>
              <td className="max-md:hidden" />
              <th scope="col" className={`${heading} text-right`}>
                {t("companies")}
              </th>
              <th scope="col" className={`${heading} text-right`}>
                {t("amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.planId} ${row.currency}`}>
                <th scope="row" className={`${cell} pr-4 text-left font-normal`}>
                  {row.plan}
                </th>
                <td aria-hidden className={`${cell} w-1/2 max-md:hidden`}>
                  <div className="h-2 rounded-[2px] bg-sunk">
                    <div
                      className="h-2 rounded-[2px] bg-accent"
                      style={{ width: `${(row.monthly / most) * 100}%` }}
                    />
                  </div>
                </td>
                <td className={`${cell} text-right tabular-nums`}>
                  <Link
                    href={listOf(row.planId)}
                    prefetch={false}
                    aria-label={t("companiesOf", { count: row.companies, plan: row.plan })}
                    className="inline-flex min-h-6 min-w-6 items-center justify-end hover:underline"
                  >
                    {formatNumber(row.companies, locale)}
                  </Link>
                </td>
                <td className={`${cell} pl-4 text-right tabular-nums`}>
                  {formatMoney(row.monthly, row.currency, locale)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            {revenueTotals(rows).map(({ currency, monthly }) => (
              <tr key={currency} className="font-semibold">
                <th scope="row" className={`${cell} text-left`}>
                  {t("total")}
                </th>
                <td className={`${cell} max-md:hidden`} />
                <td className={`${cell} text-right tabular-nums`}>
                  {formatNumber(companiesIn(rows, currency), locale)}
                </td>
                <td className={`${cell} pl-4 text-right tabular-nums`}>
                  <Link
                    href={subscriptionsList({ state: paying, sort: "-price" })}
                    prefetch={false}
                    className="inline-flex min-h-6 items-center hover:underline"
                  >
                    {formatMoney(monthly, currency, locale)}
                  </Link>
                </td>
              </tr>
            ))}
          </tfoot>
        </table>
      )}
    </Panel>
  );
}
