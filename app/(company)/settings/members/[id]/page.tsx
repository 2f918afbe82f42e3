import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { Fact, Facts } from "@/app/_ui/facts";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { FormContext } from "@/app/_ui/form-context";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { Select } from "@/app/_ui/select";
import { SubmitButton } from "@/app/_ui/submit-button";
import { requireCompany } from "@/lib/auth/require-company";
import { openMaster } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { isId } from "@/lib/domain/id";
import { formatDate } from "@/lib/i18n/format";
import { listCompanyPeople } from "@/lib/master/members/queries";
import { changeRoleAction, removeMemberAction } from "../actions";
import { roleOptions } from "../role-options";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings.members"))("member") };
}

export default async function MemberPage({ params }: PageProps<"/settings/members/[id]">) {
  const { company, role, user } = await requireCompany("member.write");
  const { id } = await params;
  const [person] = isId(id) ? await listCompanyPeople(await openMaster(), company.id, id) : [];
  if (!person) notFound();
  const t = await getTranslations("settings.members");
  const name = fullName(person);
  const isSelf = person.id === user.id;
  const mayChange = role === "owner" || person.role !== "owner";
  return (
    <>
      <PageHeader title={name} back={{ href: "/settings/members", label: t("title") }} />
      <div className="grid max-w-form gap-4">
        <Panel>
          <Facts>
            <Fact label={t("email")}>{person.email}</Fact>
            <Fact label={t("username")}>{person.username}</Fact>
            <Fact label={t("since")}>{formatDate(person.since, company.timeZone)}</Fact>
          </Facts>
        </Panel>
        <Panel title={t("role")} note={mayChange ? t("roleNote") : t("ownersOnly")}>
          {mayChange && (
            <Form action={changeRoleAction}>
              <FormContext companyId={company.formId} />
              <input type="hidden" name="userId" value={person.id} />
              <input type="hidden" name="version" value={person.version} />
              <div className="flex flex-wrap items-end gap-3">
                <Field name="role" label={t("role")} className="w-56">
                  <Select options={await roleOptions(role)} defaultValue={person.role} />
                </Field>
                <SubmitButton>{t("saveRole")}</SubmitButton>
              </div>
            </Form>
          )}
        </Panel>
        {(mayChange || isSelf) && (
          <Panel title={isSelf ? t("leaveTitle") : t("removeTitle")} note={t("removeNote")}>
            <ConfirmForm
              action={removeMemberAction}
              variant="danger"
              label={isSelf ? t("leave") : t("remove")}
              confirm={{
                title: isSelf
                  ? t("leaveConfirm", { company: company.name })
                  : t("removeConfirm", { name, company: company.name }),
                text: t("removeNote"),
                button: isSelf ? t("leave") : t("remove"),
              }}
            >
              <FormContext companyId={company.formId} />
              <input type="hidden" name="userId" value={person.id} />
            </ConfirmForm>
          </Panel>
        )}
      </div>
    </>
  );
}
