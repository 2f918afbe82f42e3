import { getLocale, getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { Badge } from "@/app/_ui/status";
import type { ActionState } from "@/lib/actions/action-state";
import { formatDateTime, formatRelative } from "@/lib/i18n/format";
import type { listSessions } from "@/lib/master/sessions/list-sessions";
import { deviceOf } from "./device";

type SessionListProps = {
  sessions: Awaited<ReturnType<typeof listSessions>>;
  current: string;
  timeZone: string;
  now: Date;
  /** Signs the browser out whose id comes as `sessionId`. */
  revoke: (previous: ActionState, data: FormData) => Promise<ActionState>;
  /** Whose they are, for a `revoke` that is not about oneself. */
  userId?: string | undefined;
};

/** The browsers a person is signed in with; all but this one can be signed out from here. */
export async function SessionList({ sessions, current, timeZone, now, revoke, userId }: SessionListProps) {
  const t = await getTranslations("auth.account");
  const locale = await getLocale();
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => {
        const known = deviceOf(session.userAgent);
        const device = known ? t("device", known) : t("unknownDevice");
        return (
          <li key={session.id} className="flex flex-wrap items-center gap-3 py-3 first:pt-0 last:pb-0">
            <div className="min-w-0 flex-1">
              <p
                className="flex flex-wrap items-center gap-2 font-medium"
                title={session.userAgent ?? undefined}
              >
                {device}
                {session.id === current && <Badge tone="accent">{t("here")}</Badge>}
              </p>
              <p className="text-muted text-small">
                {session.address ?? t("unknownAddress")}
                {" · "}
                {t("lastSeen", { when: formatRelative(session.lastSeenAt, now, locale) })}
                {" · "}
                {t("since", { when: formatDateTime(session.createdAt, timeZone) })}
              </p>
            </div>
            {session.id !== current && (
              <ConfirmForm
                action={revoke}
                label={
                  <>
                    {t("revoke")}
                    <span className="sr-only">: {device}</span>
                  </>
                }
                size="sm"
              >
                <input type="hidden" name="sessionId" value={session.id} />
                {userId !== undefined && <input type="hidden" name="userId" value={userId} />}
              </ConfirmForm>
            )}
          </li>
        );
      })}
    </ul>
  );
}
