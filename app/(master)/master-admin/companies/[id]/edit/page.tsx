import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Field } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { TextInput } from "@/app/_ui/text-input";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { formatPhone } from "@/lib/domain/phone";
import { companyOf } from "../../_company/company-of";
import { StaleRemedy } from "../../_company/stale-remedy";
import { editCompanyAction } from "../../actions";
import { companyPath } from "../../addresses";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("companies.edit"))("title") };
}

export default async function EditCompanyPage({ params }: Props) {
  const { master } = await requireMasterAdmin();
  const { company } = await companyOf(master, (await params).id, new Date());
  const t = await getTranslations("companies.edit");
  const common = await getTranslations("common");
  const back = companyPath(company.id);
  return (
    <>
      <PageHeader title={t("title")} back={{ href: back, label: company.name }} />
      <Panel className="max-w-form">
        <ConfirmedForm
          action={editCompanyAction}
          button={common("save")}
          remedies={{ staleVersion: <StaleRemedy href={`${back}/edit`} /> }}
          confirm={{ title: t("confirm", { company: company.name }), text: t("told") }}
          aside={
            <ButtonLink href={back} size="lg">
              {common("cancel")}
            </ButtonLink>
          }
        >
          <input type="hidden" name="companyId" value={company.id} />
          <input type="hidden" name="version" value={company.version} />
          <div className="grid gap-4 md:grid-cols-2">
            <Field name="name" label={t("name")}>
              <TextInput defaultValue={company.name} maxLength={120} autoComplete="off" />
            </Field>
            <Field name="code" label={t("code")} hint={t("codeHint")} optional>
              <TextInput
                defaultValue={company.code ?? ""}
                maxLength={20}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
              />
            </Field>
            <Field name="email" label={t("email")}>
              <TextInput type="email" defaultValue={company.email} maxLength={254} autoComplete="off" />
            </Field>
            <Field name="phone" label={t("phone")}>
              <TextInput type="tel" defaultValue={formatPhone(company.phone)} autoComplete="off" />
            </Field>
          </div>
        </ConfirmedForm>
      </Panel>
    </>
  );
}
