import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Badge } from "@/app/_ui/status";
import type { CompanyDetails } from "@/lib/master/companies/read-company";
import { CompanyStatus, SubscriptionStatus } from "../../../_shell/company-status";
import { companiesPath, companyPath } from "../addresses";

type Props = { found: CompanyDetails; enter: ReactNode };

/** Which company this is, how it stands, and what can be done with it as a whole. */
export async function CompanyHeader({ found: { company, effective }, enter }: Props) {
  const t = await getTranslations("companies");
  const path = companyPath(company.id);
  const suspended = company.state === "suspended";
  const open = company.state === "active" || company.state === "read_only";
  return (
    <>
      <PageHeader
        title={company.name}
        back={{ href: companiesPath, label: t("title") }}
        actions={
          <>
            {(open || suspended) && (
              <ButtonLink href={`${path}/state`} variant={open ? "danger" : "secondary"}>
                {t(open ? "suspend.action" : "resume.action")}
              </ButtonLink>
            )}
            {company.state !== "provisioning" && (
              <ButtonLink href={`${path}/close`} variant="secondary">
                {t(open || suspended ? "closeForDeletion" : "close")}
              </ButtonLink>
            )}
            {enter}
          </>
        }
      />
      <div className="mb-4 flex flex-wrap items-center gap-2 text-muted">
        {/* Two states that are both called active would say nothing of which is which. */}
        {company.state === "active" ? (
          <SubscriptionStatus subscription={effective} />
        ) : (
          <CompanyStatus state={company.state} />
        )}
        {company.isDemo && <Badge tone="accent">{t("demo")}</Badge>}
        <span>{[company.slug, company.code].filter(Boolean).join(" · ")}</span>
      </div>
      {suspended && company.stateReason && (
        <Notice tone="bad" className="mb-4">
          {t("suspendedBecause", { reason: company.stateReason })}
        </Notice>
      )}
    </>
  );
}
