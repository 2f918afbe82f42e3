import Link from "next/link";
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
  const bars = top.map((group) => ({
    label: group.name,
    value: group.doctors,
    text: formatNumber(group.doctors, locale),
    href: listUrl("/doctors", {}, { [kind]: group.id }),
  }));
  const title = t(kind === "region" ? "byRegion" : "bySpecialization");
  return (
    <Panel title={title}>
      <BarChart caption={title} labelHeading={t(kind)} valueHeading={t("doctors")} bars={bars} />
      {others && (
        // Not a bar: the sum of many small ones would dwarf those it is compared with.
        <p className="mt-1 flex justify-between gap-4 border-line border-t pt-2.5 text-muted">
          <Link href={`/doctors?sort=${kind}`} prefetch={false} className="hover:text-ink hover:underline">
            {t(`others.${kind}`, { count: others.groups })}
          </Link>
          <span className="tabular-nums">{formatNumber(others.doctors, locale)}</span>
        </p>
      )}
    </Panel>
  );
}
