import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SessionList } from "@/app/_account/session-list";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { Flash } from "@/app/_ui/flash";
import type { Query } from "@/app/_ui/list-url";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { Badge } from "@/app/_ui/status";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { fullName } from "@/lib/domain/full-name";
import { formatDateTime } from "@/lib/i18n/format";
import { listSessions } from "@/lib/master/sessions/list-sessions";
import { listPersonCompanies, listPersonEvents, readLock } from "@/lib/master/users/read-person";
import { zone } from "../../../_shell/zone";
import { AccessPanel } from "../_person/access-panel";
import { CompaniesPanel } from "../_person/companies-panel";
import { PersonEvents } from "../_person/person-events";
import { PersonFacts } from "../_person/person-facts";
import { personOf } from "../_person/person-of";
import { revokeSessionsAction } from "../actions";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { master } = await requireMasterAdmin();
  return { title: fullName(await personOf(master, (await params).id)) };
}

export default async function UserPage({ params, searchParams }: Props) {
  const { master, user, sessionId } = await requireMasterAdmin();
  const { id } = await params;
  const person = await personOf(master, id);
  const now = new Date();
  const [companies, sessions, events, lock] = await Promise.all([
    listPersonCompanies(master, id),
    listSessions(master, id, now),
    listPersonEvents(master, id),
    person.state === "locked" ? readLock(master, id) : null,
  ]);
  const t = await getTranslations("people");
  return (
    <>
      <PageHeader
        title={fullName(person)}
        back={{ href: "/master-admin/users", label: t("title") }}
        actions={person.isMasterAdmin && <Badge tone="accent">{t("masterAdmin")}</Badge>}
      />
      <Flash query={await searchParams} namespace="people" />
      {lock && (
        <Notice tone="bad" className="mb-4">
          {t("lock.since", { by: lock.by, at: formatDateTime(lock.at, zone), reason: lock.reason })}
        </Notice>
      )}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-4">
          <PersonFacts person={person} now={now} />
          <CompaniesPanel person={person} companies={companies} isSelf={id === user.id} />
          <Panel
            title={t("sessions.title")}
            actions={
              sessions.length > 0 && (
                <ConfirmForm
                  action={revokeSessionsAction}
                  label={t("sessions.all")}
                  size="sm"
                  confirm={{
                    title: t("sessions.confirm", { name: fullName(person) }),
                    text: t("sessions.text", { count: sessions.length }),
                    button: t("sessions.all"),
                  }}
                >
                  <input type="hidden" name="userId" value={id} />
                </ConfirmForm>
              )
            }
          >
            {sessions.length === 0 ? (
              <p className="text-muted">{t("sessions.none")}</p>
            ) : (
              <SessionList
                sessions={sessions}
                current={sessionId}
                timeZone={zone}
                now={now}
                revoke={revokeSessionsAction}
                userId={id}
              />
            )}
          </Panel>
          <PersonEvents events={events} personId={id} />
        </div>
        <AccessPanel person={person} isSelf={id === user.id} />
      </div>
    </>
  );
}
