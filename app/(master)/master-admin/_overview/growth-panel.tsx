import { getLocale, getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import { TrendChart } from "@/app/_ui/trend-chart";
import { formatBytes, formatDay } from "@/lib/i18n/format";
import type { Overview } from "@/lib/master/analytics/read-overview";
import { companiesList } from "./addresses";

/** Only the last figure has a list: of the days before it nobody keeps what each company looked like. */
export async function GrowthPanel({ points }: { points: Overview["growth"] }) {
  const t = await getTranslations("overview");
  const locale = await getLocale();
  const [only, ...more] = points;
  return (
    <Panel title={t("growth.title")} note={t("growth.note")}>
      {!only ? (
        <p className="text-muted">{t("growth.empty")}</p>
      ) : more.length === 0 ? (
        <p className="text-muted">{t("growth.one", { size: formatBytes(only.databaseBytes, locale) })}</p>
      ) : (
        <TrendChart
          kind="area"
          caption={t("growth.title")}
          labelHeading={t("growth.day")}
          valueHeading={t("growth.size")}
          tableWords={t("table")}
          points={points.map(({ day, databaseBytes }, index) => ({
            label: formatDay(day),
            value: databaseBytes,
            text: formatBytes(databaseBytes, locale),
            href: index === points.length - 1 ? companiesList({ sort: "-size" }) : undefined,
          }))}
        />
      )}
    </Panel>
  );
}
