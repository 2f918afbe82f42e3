import { getTranslations } from "next-intl/server";
import type { CompanyContext } from "@/lib/auth/require-company";
import type { Dashboard } from "@/lib/company/dashboard/read-dashboard";
import type { ReferenceKind } from "@/lib/company/reference/kinds";
import { formatNumber } from "@/lib/i18n/format";
import { listPath } from "../reference/addresses";
import { StatTile } from "./stat-tile";

type StatsProps = Pick<CompanyContext, "locale" | "can"> & { dashboard: Dashboard };

/** Four figures, each with what makes it worth a look. */
export async function Stats({ locale, can, dashboard }: StatsProps) {
  const t = await getTranslations("dashboard.stats");
  const { counts, regions, specializations } = dashboard;
  const number = (value: number) => formatNumber(value, locale);
  const list = (kind: ReferenceKind) => (can("reference.read") ? listPath(kind) : undefined);
  const added = counts.addedThisMonth;
  return (
    <ul aria-label={t("label")} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <StatTile
        label={t("activeDoctors")}
        value={number(counts.activeDoctors)}
        note={added > 0 ? t("addedThisMonth", { count: number(added) }) : t("noneThisMonth")}
        rising={added > 0}
        href="/doctors?status=active"
      />
      <StatTile
        label={t("clinics")}
        value={number(counts.clinics)}
        note={t("ownClinics", { count: counts.ownClinics })}
        href={list("clinic")}
      />
      <StatTile
        label={t("cities")}
        value={number(counts.cities)}
        note={t("regions", { count: regions.length })}
        href={list("city")}
      />
      <StatTile
        label={t("specializations")}
        value={number(specializations.length)}
        note={t("largest", { name: specializations[0]?.name ?? "" })}
        href={list("specialization")}
      />
    </ul>
  );
}
