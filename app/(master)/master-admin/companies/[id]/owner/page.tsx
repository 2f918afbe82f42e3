import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Field } from "@/app/_ui/field";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { Select } from "@/app/_ui/select";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { fullName } from "@/lib/domain/full-name";
import { companyUsers } from "@/lib/master/companies/read-company";
import { companyOf } from "../../_company/company-of";
import { ownerAccessAction } from "../../actions";
import { companyPath } from "../../addresses";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("companies.owner"))("title") };
}

/** Gives an owner a new way in; the link goes to them by mail and is never shown here. */
export default async function OwnerAccessPage({ params }: Props) {
  const { master } = await requireMasterAdmin();
  const { company } = await companyOf(master, (await params).id, new Date());
  const owners = (await companyUsers(master, company.id)).filter(({ role }) => role === "owner");
  if (owners.length === 0) notFound();
  const t = await getTranslations("companies.owner");
  const common = await getTranslations("common");
  const back = companyPath(company.id);
  return (
    <>
      <PageHeader title={t("title")} back={{ href: back, label: company.name }} />
      <Panel className="max-w-form">
        <p className="mb-4 max-w-[70ch] text-muted">{t("text")}</p>
        <ConfirmedForm
          action={ownerAccessAction}
          button={t("action")}
          confirm={{ title: t("confirm", { company: company.name }), text: t("confirmText") }}
          aside={
            <ButtonLink href={back} size="lg">
              {common("cancel")}
            </ButtonLink>
          }
        >
          <input type="hidden" name="companyId" value={company.id} />
          <div className="grid gap-4">
            <Field name="userId" label={t("owner")}>
              <Select
                defaultValue={owners[0]?.id}
                options={owners.map((owner) => ({
                  value: owner.id,
                  label: `${fullName(owner)} · ${owner.email}`,
                }))}
              />
            </Field>
            <Checkbox name="endSessions" label={t("endSessions")} />
          </div>
        </ConfirmedForm>
      </Panel>
    </>
  );
}
