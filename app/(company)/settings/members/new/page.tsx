import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { FormButtons } from "@/app/_ui/form-buttons";
import { FormContext } from "@/app/_ui/form-context";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import { requireCompany } from "@/lib/auth/require-company";
import { addMemberAction } from "../actions";
import { roleOptions } from "../role-options";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings.members"))("new") };
}

export default async function NewMemberPage() {
  const { company, role } = await requireCompany("member.write");
  const t = await getTranslations("settings.members");
  return (
    <>
      <PageHeader title={t("new")} back={{ href: "/settings/members", label: t("title") }} />
      <Form action={addMemberAction}>
        <FormContext companyId={company.formId} />
        <Panel>
          <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_14rem]">
            <Field name="email" label={t("email")} hint={t("emailHint")}>
              <TextInput type="email" autoComplete="off" />
            </Field>
            <Field name="role" label={t("role")}>
              <Select options={await roleOptions(role)} defaultValue="staff" />
            </Field>
          </div>
          <p className="mt-4 text-muted text-small">{t("newNote", { company: company.name })}</p>
        </Panel>
        <FormButtons cancel="/settings/members">{t("submit")}</FormButtons>
      </Form>
    </>
  );
}
