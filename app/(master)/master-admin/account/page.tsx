import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PasswordPanel } from "@/app/_account/password-panel";
import { SessionList } from "@/app/_account/session-list";
import { Flash } from "@/app/_ui/flash";
import type { Query } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { countRecoveryCodes } from "@/lib/master/second-factor/queries";
import { listSessions } from "@/lib/master/sessions/list-sessions";
import { findOwnAccount } from "@/lib/master/users/own-account";
import { zone } from "../../_shell/zone";
import { revokeSessionAction } from "./actions";
import { ProfilePanel } from "./profile-panel";
import { SecondFactorPanel } from "./second-factor-panel";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth.account"))("title") };
}

export default async function MasterAccountPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master, user, sessionId } = await requireMasterAdmin();
  const now = new Date();
  const [account, sessions, codesLeft] = await Promise.all([
    findOwnAccount(master, user.id),
    listSessions(master, user.id, now),
    countRecoveryCodes(master, user.id),
  ]);
  if (!account) notFound();
  const t = await getTranslations("auth.account");
  return (
    <>
      <PageHeader title={t("title")} />
      <Flash
        key={`${account.version} ${sessions.length}`}
        query={await searchParams}
        namespace="secondFactor"
      />
      <div className="grid max-w-form gap-4">
        <ProfilePanel key={account.version} account={account} />
        <PasswordPanel username={account.username} />
        <SecondFactorPanel codesLeft={codesLeft} />
        <Panel title={t("sessions")} note={t("sessionsNote")}>
          <SessionList
            sessions={sessions}
            current={sessionId}
            timeZone={zone}
            now={now}
            revoke={revokeSessionAction}
          />
        </Panel>
      </div>
    </>
  );
}
