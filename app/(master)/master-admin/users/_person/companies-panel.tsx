import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { Panel, PanelSection } from "@/app/_ui/panel";
import { Select } from "@/app/_ui/select";
import { SubmitButton } from "@/app/_ui/submit-button";
import { TextInput } from "@/app/_ui/text-input";
import { roles } from "@/drizzle/master/schema/states";
import { fullName } from "@/lib/domain/full-name";
import { formatDate } from "@/lib/i18n/format";
import type { Person, PersonCompany } from "@/lib/master/users/read-person";
import { CodeField } from "../../../_shell/code-field";
import { CompanyStatus } from "../../../_shell/company-status";
import { zone } from "../../../_shell/zone";
import { addPlaceAction, changePlaceAction, removePlaceAction } from "../actions";
import { RoleFields } from "./role-fields";

type Props = { person: Person; companies: readonly PersonCompany[]; isSelf: boolean };

/** Where a person works and as what: roles, the way out, and into another company. Oneself there is only the way out. */
export async function CompaniesPanel({ person, companies, isSelf }: Props) {
  const t = await getTranslations("people.places");
  const access = await getTranslations("people.access");
  const role = await getTranslations("shell.role");
  const options = roles.map((value) => ({ value, label: role(value) }));
  const hidden = (company: PersonCompany) => (
    <>
      <input type="hidden" name="userId" value={person.id} />
      <input type="hidden" name="place" value={company.id} />
    </>
  );
  return (
    <Panel title={t("title")}>
      {companies.length === 0 && <p className="mb-4 text-muted">{t("none")}</p>}
      {companies.map((company) => (
        <PanelSection key={company.id} className="flex flex-wrap items-center gap-3">
          <Avatar name={company.name} square size={28} />
          <div className="min-w-40 flex-1">
            <Link
              href={`/master-admin/companies/${company.id}`}
              prefetch={false}
              className="font-medium hover:underline"
            >
              {company.name}
            </Link>
            <p className="flex flex-wrap items-center gap-2 text-muted text-small">
              {t("since", { date: formatDate(company.since, zone) })}
              {company.state !== "active" && <CompanyStatus state={company.state} />}
            </p>
          </div>
          {/* A new version is a new form: what was chosen before is what holds now. */}
          {isSelf ? (
            <p>{role(company.role)}</p>
          ) : (
            <Form key={`${company.id} ${company.version}`} action={changePlaceAction} guard={false}>
              {hidden(company)}
              <input type="hidden" name="version" value={company.version} />
              <RoleFields
                options={options}
                current={company.role}
                label={t("roleIn", { company: company.name })}
                code={<CodeField label={access("code")} hint={t("ownerHint")} />}
                save={<SubmitButton variant="secondary">{t("save")}</SubmitButton>}
              />
            </Form>
          )}
          <ConfirmForm
            action={removePlaceAction}
            label={t("remove")}
            size="lg"
            confirm={{
              title: t("removeConfirm", { name: fullName(person), company: company.name }),
              text: t("removeText"),
              button: t("remove"),
            }}
          >
            {hidden(company)}
          </ConfirmForm>
        </PanelSection>
      ))}
      {!isSelf && (
        <PanelSection>
          <Form key={companies.length} action={addPlaceAction} guard={false}>
            <input type="hidden" name="userId" value={person.id} />
            <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_11rem]">
              <Field name="company" label={t("company")}>
                <TextInput autoComplete="off" autoCapitalize="none" spellCheck={false} />
              </Field>
              <Field name="role" label={t("role")}>
                <Select options={options} defaultValue="staff" />
              </Field>
              <CodeField label={access("code")} hint={access("codeHint")} className="sm:col-span-2" />
            </div>
            <SubmitButton variant="secondary" className="mt-3">
              {t("add")}
            </SubmitButton>
          </Form>
        </PanelSection>
      )}
    </Panel>
  );
}
