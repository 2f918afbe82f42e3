import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { sentenceOf, shortLabel } from "@/app/_audit/event-words";
import { cx } from "@/app/_ui/class-names";
import { Panel } from "@/app/_ui/panel";
import type { CompanyContext } from "@/lib/auth/require-company";
import { groupChanges } from "@/lib/company/dashboard/group-changes";
import type { RecentChange } from "@/lib/company/dashboard/recent-changes";
import { formatDateTime } from "@/lib/i18n/format";
import { placeOf, shortName } from "./change-text";
import { formatRelativeDay } from "./relative-day";

type ChangesPanelProps = Pick<CompanyContext, "company" | "locale"> & {
  changes: readonly RecentChange[];
  now: Date;
};

/** However long a name is, what happened to it can still be read behind it. */
const subjectClass =
  "font-medium @xl:inline-block @xl:max-w-[70%] @xl:truncate @xl:align-bottom wrap-anywhere";

/** What happened last, who did it and when. */
export async function ChangesPanel({ company, locale, changes, now }: ChangesPanelProps) {
  const t = await getTranslations("dashboard.changes");
  const words = await getTranslations("audit");
  const { timeZone } = company;
  return (
    <Panel title={t("title")}>
      {changes.length === 0 && <p className="text-muted">{t("empty")}</p>}
      <ul className="@container divide-y divide-line">
        {groupChanges(changes).map(({ change, more }) => {
          const href = placeOf(change);
          // Who did it, not in whose name: a platform admin's changes do not look like the owner's.
          const who = change.impersonatorName ?? change.actorName;
          const label = shortLabel(change.subjectLabel);
          const subject = (words: React.ReactNode) =>
            href === null ? (
              <span className={subjectClass}>{words}</span>
            ) : (
              <Link href={href} prefetch={false} className={cx(subjectClass, "hover:underline")}>
                {words}
              </Link>
            );
          return (
            <li key={change.seq} className="flex @xl:flex-row flex-col items-baseline @xl:gap-3 py-2">
              <span className="min-w-0 flex-1 @xl:truncate" title={label}>
                {words.rich(sentenceOf(words, change.action, "company") ?? "sentences.other", {
                  label,
                  a: subject,
                })}
                {more > 0 && <span className="text-muted"> {t("more", { count: more })}</span>}
              </span>
              <span
                className="shrink-0 text-muted text-small tabular-nums"
                title={`${who === change.actorName ? who : `${who} (${change.actorName})`}, ${formatDateTime(change.at, timeZone)}`}
              >
                {shortName(who)} · {formatRelativeDay(change.at, now, timeZone, locale)}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
