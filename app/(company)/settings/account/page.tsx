import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CompanyList } from "@/app/_account/company-list";
import { PasswordPanel } from "@/app/_account/password-panel";
import { SessionList } from "@/app/_account/session-list";
import { ButtonLink } from "@/app/_ui/button";
import { Flash } from "@/app/_ui/flash";
import type { Query } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireCompany } from "@/lib/auth/require-company";
import { openMaster } from "@/lib/databases";
import { listOwnCompanies } from "@/lib/master/members/list-own-companies";
import { listSessions } from "@/lib/master/sessions/list-sessions";
import { SettingsTabs } from "../settings-tabs";
import { revokeSessionAction } from "./actions";

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
        <PasswordPanel username={user.username} />
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
          <SessionList
            sessions={sessions}
            current={sessionId}
            timeZone={company.timeZone}
            now={now}
            revoke={revokeSessionAction}
          />
        </Panel>
      </div>
    </>
  );
}
