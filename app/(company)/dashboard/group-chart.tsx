import { getLocale, getTranslations } from "next-intl/server";
import { BarChart } from "@/app/_ui/bar-chart";
import { listUrl } from "@/app/_ui/list-url";
import { Panel } from "@/app/_ui/panel";
import type { DoctorGroup } from "@/lib/company/dashboard/count-doctors";
import { topGroups } from "@/lib/company/dashboard/top-groups";
import { formatNumber } from "@/lib/i18n/format";

type GroupChartProps = { kind: "region" | "specialization"; groups: readonly DoctorGroup[] };

/** Doctors by region or specialization; each bar leads to its doctors. */
export async function GroupChart({ kind, groups }: GroupChartProps) {
  const t = await getTranslations("dashboard.charts");
  const locale = await getLocale();
  const { top, others } = topGroups(groups);
  const bar = (label: string, doctors: number) => ({
    label,
    value: doctors,
    text: formatNumber(doctors, locale),
  });
  const bars = top.map((group) => ({
    ...bar(group.name, group.doctors),
    href: listUrl("/doctors", {}, { [kind]: group.id }),
  }));
  const title = t(kind === "region" ? "byRegion" : "bySpecialization");
  return (
    <Panel title={title}>
      <BarChart
        caption={title}
        labelHeading={t(kind)}
        valueHeading={t("doctors")}
        bars={others ? [...bars, bar(t("others", { count: others.groups }), others.doctors)] : bars}
      />
    </Panel>
  );
}
