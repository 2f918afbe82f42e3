import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { plainSentence } from "@/app/_audit/event-words";
import { eventLabel } from "@/app/_jobs/job-words";
import { Panel } from "@/app/_ui/panel";
import { formatDateTime } from "@/lib/i18n/format";
import type { PersonEvent } from "@/lib/master/users/read-person";
import { zone } from "../../../_shell/zone";

/** The latest of what a person did on the platform, and of what was done with their account. */
export async function PersonEvents({
  events,
  personId,
}: {
  events: readonly PersonEvent[];
  personId: string;
}) {
  const t = await getTranslations("people.events");
  const audit = await getTranslations("audit");
  const jobs = await getTranslations("fleetJobs");
  return (
    <Panel
      title={t("title")}
      actions={
        <Link
          href={`/master-admin/audit?actor=${personId}`}
          prefetch={false}
          className="text-accent-text text-small underline underline-offset-2"
        >
          {t("all")}
        </Link>
      }
    >
      {events.length === 0 ? (
        <p className="text-muted">{t("none")}</p>
      ) : (
        <ul className="divide-y divide-line">
          {events.map((event) => (
            <li
              key={event.seq}
              className="grid gap-x-4 py-2 first:pt-0 last:pb-0 sm:grid-cols-[9rem_minmax(0,1fr)]"
            >
              <span className="text-muted text-small tabular-nums">{formatDateTime(event.at, zone)}</span>
              <span className="min-w-0 break-words">
                {plainSentence(audit, event.action, eventLabel(jobs, event), "platform")}
                {event.actorId !== personId && (
                  <span className="text-muted"> · {t("by", { name: event.actorName })}</span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
