import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { cx } from "@/app/_ui/class-names";
import { type OverviewPeriod, overviewPeriods } from "@/lib/master/analytics/periods";

/** Links, so that the period is in the address and works without JavaScript. */
export async function PeriodSwitch({ period }: { period: OverviewPeriod }) {
  const t = await getTranslations("overview.period");
  return (
    <nav
      aria-label={t("label")}
      className="flex rounded-md border border-line-strong bg-panel p-0.5 shadow-sm"
    >
      {overviewPeriods.map((days) => (
        <Link
          key={days}
          href={days === overviewPeriods[0] ? "/master-admin" : `/master-admin?period=${days}`}
          prefetch={false}
          aria-current={days === period ? "page" : undefined}
          className={cx(
            "inline-flex h-7 items-center rounded px-2.5 text-small touch:h-10",
            days === period ? "bg-accent-soft font-medium text-accent-text" : "text-muted hover:text-ink",
          )}
        >
          {t("days", { days: Number(days) })}
        </Link>
      ))}
    </nav>
  );
}
