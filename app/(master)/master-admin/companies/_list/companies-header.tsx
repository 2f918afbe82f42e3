import { getLocale, getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { ExportLink } from "@/app/_ui/export-link";
import { RefreshCw } from "@/app/_ui/icons";
import { listUrl } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { formatDateTime, formatNumber } from "@/lib/i18n/format";
import { type CompanyFilter, companyQuery } from "@/lib/master/companies/company-filter";
import { zone } from "../../../_shell/zone";
import { refreshFigures } from "../actions";

type Props = { filter: CompanyFilter; total: number; takenAt: number | null };

/** Of when the figures are, and how to get newer ones: no page opens every database. */
export async function CompaniesHeader({ filter, total, takenAt }: Props) {
  const t = await getTranslations("companies");
  return (
    <PageHeader
      title={t("title")}
      count={formatNumber(total, await getLocale())}
      actions={
        <>
          <span className="text-muted text-small max-md:hidden">
            {takenAt === null ? t("figures.never") : t("figures.of", { time: formatDateTime(takenAt, zone) })}
          </span>
          <ConfirmForm
            action={refreshFigures}
            label={t("figures.refresh")}
            icon={<RefreshCw size={15} aria-hidden />}
            variant="quiet"
            okMessage={t("figures.refreshed")}
          />
          {total > 0 && (
            <ExportLink
              href={listUrl("/master-admin/companies/export.csv", companyQuery(filter), { size: null })}
              hint={t("exportHint")}
            >
              {t("export")}
            </ExportLink>
          )}
        </>
      }
    />
  );
}
