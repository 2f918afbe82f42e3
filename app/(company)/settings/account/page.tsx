import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CompanyList } from "@/app/_account/company-list";
import { NewPassword } from "@/app/_password/new-password";
import { ButtonLink } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Flash } from "@/app/_ui/flash";
import { Form } from "@/app/_ui/form";
import type { Query } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { PasswordInput } from "@/app/_ui/password-input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { requireCompany } from "@/lib/auth/require-company";
import { openMaster } from "@/lib/databases";
import { listOwnCompanies } from "@/lib/master/members/list-own-companies";
import { listSessions } from "@/lib/master/sessions/list-sessions";
import { SettingsTabs } from "../settings-tabs";
import { changePasswordAction } from "./actions";
import { SessionList } from "./session-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.account"))("title") };
}

export default async function AccountPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { user, sessionId, company, impersonation } = await requireCompany();
  if (impersonation) forbidden();
  const now = new Date();
  const master = await openMaster();
  const [sessions, companies] = await Promise.all([
    listSessions(master, user.id, now),
    listOwnCompanies(master, user.id),
  ]);
  const t = await getTranslations("auth.account");
  const settings = await getTranslations("settings");
  return (
    <>
      <PageHeader title={settings("title")} />
      <SettingsTabs current="account" />
      <Flash key={`${sessions.length} ${companies.length}`} query={await searchParams} namespace="settings" />
      <div className="grid max-w-form gap-4">
        <Panel title={t("password")} note={t("passwordNote")}>
          <Form action={changePasswordAction} okMessage={t("changed")} resetOnOk>
            <input
              type="text"
              name="username"
              value={user.username}
              autoComplete="username"
              readOnly
              hidden
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <Field name="currentPassword" label={t("current")}>
                <PasswordInput autoComplete="current-password" />
              </Field>
              <NewPassword name="password" label={t("new")} />
            </div>
            <SubmitButton className="mt-4">{t("change")}</SubmitButton>
          </Form>
        </Panel>
        <Panel
          title={settings("companies.title")}
          note={settings("companies.note")}
          actions={
            <ButtonLink href="/register" size="sm">
              {settings("companies.register")}
            </ButtonLink>
          }
        >
          <CompanyList companies={companies} current={company.id} timeZone={company.timeZone} />
        </Panel>
        <Panel title={t("sessions")} note={t("sessionsNote")}>
          <SessionList sessions={sessions} current={sessionId} timeZone={company.timeZone} now={now} />
        </Panel>
      </div>
    </>
  );
}
