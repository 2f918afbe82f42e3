import { getLocale, getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import { TrendChart } from "@/app/_ui/trend-chart";
import { formatDay, formatNumber } from "@/lib/i18n/format";
import type { Overview } from "@/lib/master/analytics/read-overview";
import { subscriptionsList } from "./addresses";

export async function SignUpsPanel({ weeks }: { weeks: Overview["signUps"] }) {
  const t = await getTranslations("overview");
  const locale = await getLocale();
  return (
    <Panel title={t("signUps.title")} note={t("signUps.note")}>
      {weeks.every(({ count }) => count === 0) ? (
        <p className="text-muted">{t("signUps.empty")}</p>
      ) : (
        <TrendChart
          kind="columns"
          caption={t("signUps.title")}
          labelHeading={t("signUps.week")}
          valueHeading={t("signUps.count")}
          tableWords={t("table")}
          points={weeks.map(({ from, to, count }) => ({
            label: `${formatDay(from)} – ${formatDay(to)}`,
            value: count,
            text: formatNumber(count, locale),
            href: subscriptionsList({ registered: `${from}..${to}`, sort: "-registered" }),
          }))}
        />
      )}
    </Panel>
  );
}
