import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Field } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { TextArea } from "@/app/_ui/text-input";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { longestReason } from "@/lib/master/impersonations/schema";
import { companyOf } from "../../_company/company-of";
import { StaleRemedy } from "../../_company/stale-remedy";
import { resumeAction, suspendAction } from "../../actions";
import { companyPath } from "../../addresses";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("companies"))("stateTitle") };
}

/** Closes a company to its people, or opens it to them again. */
export default async function CompanyStatePage({ params }: Props) {
  const { master } = await requireMasterAdmin();
  const { company } = await companyOf(master, (await params).id, new Date());
  const back = companyPath(company.id);
  const suspended = company.state === "suspended";
  if (!suspended && company.state !== "active" && company.state !== "read_only") redirect(back);
  const t = await getTranslations(suspended ? "companies.resume" : "companies.suspend");
  const common = await getTranslations("common");
  return (
    <>
      <PageHeader title={t("title", { company: company.name })} back={{ href: back, label: company.name }} />
      <Panel className="max-w-form">
        <p className="mb-4 max-w-[70ch] text-muted">{t("text")}</p>
        <ConfirmedForm
          // Whoever is told that somebody was faster sees the other form.
          key={company.state}
          action={suspended ? resumeAction : suspendAction}
          button={t("action")}
          remedies={{ staleVersion: <StaleRemedy href={back} /> }}
          variant={suspended ? "primary" : "danger"}
          confirm={{ title: t("confirm", { company: company.name }), text: t("confirmText") }}
          aside={
            <ButtonLink href={back} size="lg">
              {common("cancel")}
            </ButtonLink>
          }
        >
          <input type="hidden" name="companyId" value={company.id} />
          <input type="hidden" name="version" value={company.version} />
          <Field
            name={suspended ? "note" : "reason"}
            label={t("field")}
            hint={t("fieldHint")}
            optional={suspended}
          >
            <TextArea rows={3} maxLength={longestReason} />
          </Field>
        </ConfirmedForm>
      </Panel>
    </>
  );
}
