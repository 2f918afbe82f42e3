import { getLocale, getTranslations } from "next-intl/server";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { Badge, Status } from "@/app/_ui/status";
import { formatDateTime, formatList, formatRelative } from "@/lib/i18n/format";
import type { FleetHealth } from "@/lib/master/fleet/doctor/examinations";
import { zone } from "../../../_shell/zone";
import { companyDoctorPath } from "../addresses";
import { severityTones } from "./finding-list";

type Ill = FleetHealth["ill"][number];
const severities = ["error", "warning", "note"] as const;

/** Companies of whom something was found: how bad, what helps, and when that was seen. */
export async function HealthTable({ rows }: { rows: readonly Ill[] }) {
  const t = await getTranslations("fleetDoctor");
  const locale = await getLocale();
  const now = new Date();
  const counts = ({ counts: of }: Ill) => (
    <span className="inline-flex flex-wrap gap-1.5">
      {severities
        .filter((severity) => of[severity] > 0)
        .map((severity) => (
          <Status key={severity} tone={severityTones[severity]}>
            {t(`counts.${severity}`, { count: of[severity] })}
          </Status>
        ))}
    </span>
  );
  const helps = ({ findings }: Ill) => {
    const remedies = new Set(findings.map(({ remedy }) => remedy));
    if (remedies.size > 1) remedies.delete("nothing");
    return formatList(
      [...remedies].map((remedy) => t(`remedy.${remedy}`)),
      locale,
    );
  };
  const columns: Column<Ill>[] = [
    {
      id: "company",
      header: t("columns.company"),
      title: ({ name }) => name,
      cell: ({ name, slug, sandbox }) => (
        <>
          {name} {sandbox && <Badge tone="accent">{t("sandbox")}</Badge>}
          <span className="block truncate font-normal text-caption text-muted">{slug}</span>
        </>
      ),
    },
    { id: "found", header: t("columns.found"), width: "22rem", cell: counts },
    { id: "helps", header: t("columns.helps"), width: "28%", from: "lg", title: helps, cell: helps },
    {
      id: "checked",
      header: t("columns.checked"),
      width: "9rem",
      from: "md",
      title: ({ checkedAt }) => formatDateTime(checkedAt, zone),
      cell: ({ checkedAt }) => formatRelative(checkedAt, now, locale),
    },
  ];
  return (
    <DataTable<Ill>
      label={t("findings.title")}
      rows={rows}
      rowKey={({ id, sandbox }) => `${id} ${sandbox}`}
      rowHref={({ id }) => companyDoctorPath(id)}
      phoneLine={counts}
      columns={columns}
    />
  );
}
