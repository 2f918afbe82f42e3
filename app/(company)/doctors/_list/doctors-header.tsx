import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { ExportLink } from "@/app/_ui/export-link";
import { Plus } from "@/app/_ui/icons";
import { listUrl } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import type { CompanyContext } from "@/lib/auth/require-company";
import { type DoctorFilter, doctorQuery } from "@/lib/company/doctors/filter";
import { formatNumber } from "@/lib/i18n/format";

type Props = {
  context: CompanyContext;
  filter: DoctorFilter;
  total: number;
  /** Not where the empty list itself offers it. */
  canAdd: boolean;
};

export async function DoctorsHeader({ context: { can, locale }, filter, total, canAdd }: Props) {
  const t = await getTranslations("doctors");
  const common = await getTranslations("common");
  return (
    <PageHeader
      title={t("title")}
      count={formatNumber(total, locale)}
      actions={
        <>
          {can("doctor.export") && total > 0 && (
            <ExportLink
              href={listUrl("/doctors/export.csv", doctorQuery(filter), { size: null, column: null })}
              hint={t("exportHint")}
            >
              {t("export")}
            </ExportLink>
          )}
          {can("doctor.write") && canAdd && (
            <ButtonLink
              href="/doctors/new"
              variant="primary"
              icon={<Plus size={16} aria-hidden />}
              shortcut="N"
            >
              <span className="max-md:hidden">{t("add")}</span>
              <span className="md:hidden">{common("add")}</span>
            </ButtonLink>
          )}
        </>
      }
    />
  );
}
