import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Fact, Facts } from "@/app/_ui/facts";
import { Panel } from "@/app/_ui/panel";
import { formatPhone } from "@/lib/domain/phone";
import { formatDateTime } from "@/lib/i18n/format";
import type { CompanyDetails } from "@/lib/master/companies/read-company";
import { zone } from "../../../_shell/zone";
import { companyPath } from "../addresses";

/** What the platform calls the company and how it is reached. */
export async function ProfilePanel({ company }: Pick<CompanyDetails, "company">) {
  const t = await getTranslations("companies.profile");
  const facts = [
    ["slug", company.slug],
    ["code", company.code ?? "–"],
    ["email", company.email],
    ["phone", formatPhone(company.phone)],
    ["created", formatDateTime(company.createdAt, zone)],
    ["timeZone", company.timeZone],
  ] as const;
  return (
    <Panel
      title={t("title")}
      actions={
        <ButtonLink href={`${companyPath(company.id)}/edit`} size="sm">
          {t("edit")}
        </ButtonLink>
      }
    >
      <Facts narrow>
        {facts.map(([name, value]) => (
          <Fact key={name} label={t(name)}>
            {value}
          </Fact>
        ))}
      </Facts>
    </Panel>
  );
}
