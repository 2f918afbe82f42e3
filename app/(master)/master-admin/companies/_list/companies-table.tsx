import { getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { ButtonLink } from "@/app/_ui/button";
import { DataTable } from "@/app/_ui/data-table";
import { listSort } from "@/app/_ui/list-sort";
import { type CompanyFilter, companyQuery } from "@/lib/master/companies/company-filter";
import type { FoundCompany } from "@/lib/master/companies/search-companies";
import { impersonationIn } from "@/lib/master/impersonations/possible-in";
import { CompanyStatus, SubscriptionStatus } from "../../../_shell/company-status";
import { companyColumns } from "./company-columns";

type Props = { rows: readonly FoundCompany[]; filter: CompanyFilter };

const path = "/master-admin/companies";

export async function CompaniesTable({ rows, filter }: Props) {
  const t = await getTranslations("companies");
  return (
    <DataTable
      label={t("title")}
      columns={await companyColumns()}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `${path}/${row.id}`}
      lead={(row) => <Avatar name={row.name} square className="max-md:size-9 md:hidden" />}
      phoneLine={(row) => (
        <span className="flex items-center gap-2">
          <SubscriptionStatus subscription={row.subscription} />
          {row.state === "active" ? row.plan : <CompanyStatus state={row.state} />}
        </span>
      )}
      sort={listSort(path, companyQuery(filter), filter)}
      actionsWidth="5.75rem"
      actions={(row) =>
        impersonationIn(row.state) !== null && (
          <ButtonLink
            href={`${path}/${row.id}/enter`}
            reloads
            size="sm"
            aria-label={t("enterCompany", { company: row.name })}
            className="max-md:hidden"
          >
            {t("enter")}
          </ButtonLink>
        )
      }
    />
  );
}
