import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { formatBytes, formatMoney, formatNumber, formatPercent } from "@/lib/i18n/format";
import type { OverviewPeriod } from "@/lib/master/analytics/periods";
import type { Overview } from "@/lib/master/analytics/read-overview";
import { revenueTotals } from "@/lib/master/analytics/recurring-revenue";
import { companiesList, subscriptionsList } from "./addresses";
import { Figure } from "./figure";

const link = "inline-flex min-h-6 items-center underline underline-offset-2 hover:text-ink";

/** The platform in six numbers, each with the list it was counted from. */
export async function Figures({ overview, period }: { overview: Overview; period: OverviewPeriod }) {
  const [t, locale] = [await getTranslations("overview.figures"), await getLocale()];
  const { counts, converted, revenue } = overview;
  const number = (value: number) => formatNumber(value, locale);
  const totals = revenueTotals(revenue).map(({ monthly, currency }) =>
    formatMoney(monthly, currency, locale),
  );
  return (
    <ul aria-label={t("label")} className="grid grid-cols-2 gap-3 md:grid-cols-3 md:gap-4">
      <Figure
        label={t("companies")}
        value={number(counts.companies)}
        href={companiesList()}
        note={
          <Link href={companiesList({ state: "active" })} prefetch={false} className={link}>
            {t("active", { count: counts.active, text: number(counts.active) })}
          </Link>
        }
      />
      <Figure
        label={t("signUps")}
        value={number(counts.signUps)}
        href={subscriptionsList({ registered: period, sort: "-registered" })}
        note={t("lastDays", { days: Number(period) })}
      />
      <Figure
        label={t("conversion")}
        value={converted.rate === null ? t("none") : formatPercent(converted.rate, locale)}
        href={subscriptionsList({ trialEnded: period })}
        hint={t("conversionHint")}
        note={
          <Link
            href={subscriptionsList({ trialEnded: period, paid: "yes" })}
            prefetch={false}
            className={link}
          >
            {t("converted", {
              ended: converted.ended,
              endedText: number(converted.ended),
              paidText: number(converted.paid),
            })}
          </Link>
        }
      />
      <Figure
        label={t("revenue")}
        value={totals.length === 0 ? t("none") : totals.join(" + ")}
        href={subscriptionsList({ state: ["active", "past_due"], sort: "-price" })}
        note={t("revenueNote")}
      />
      <Figure
        label={t("doctors")}
        value={number(counts.doctors)}
        href={companiesList({ sort: "-doctors" })}
        note={t("doctorsNote")}
      />
      <Figure
        label={t("size")}
        value={formatBytes(counts.databaseBytes, locale)}
        href={companiesList({ sort: "-size" })}
        note={t("sizeNote")}
      />
    </ul>
  );
}
