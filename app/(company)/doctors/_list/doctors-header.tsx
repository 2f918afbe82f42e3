import { Plus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { listUrl } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import type { CompanyContext } from "@/lib/auth/require-company";
import { type DoctorFilter, doctorQuery } from "@/lib/company/doctors/filter";
import { formatNumber } from "@/lib/i18n/format";

type Props = { context: CompanyContext; filter: DoctorFilter; total: number };

export async function DoctorsHeader({ context: { can, locale }, filter, total }: Props) {
  const t = await getTranslations("doctors");
  return (
    <PageHeader
      title={t("title")}
      count={formatNumber(total, locale)}
      actions={
        <>
          {can("doctor.export") && total > 0 && (
            <ButtonLink
              href={listUrl("/doctors/export.csv", doctorQuery(filter), { size: null, column: null })}
              reloads
              download
              title={t("exportHint")}
            >
              {t("export")}
            </ButtonLink>
          )}
          {can("doctor.write") && (
            <ButtonLink
              href="/doctors/new"
              variant="primary"
              icon={<Plus size={16} aria-hidden />}
              shortcut="N"
              data-shortcut="new"
              aria-keyshortcuts="n"
            >
              {t("add")}
            </ButtonLink>
          )}
        </>
      }
    />
  );
}
