import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Panel } from "@/app/_ui/panel";
import { formatDate, formatRelative } from "@/lib/i18n/format";
import type { Person } from "@/lib/master/users/read-person";
import { zone } from "../../../_shell/zone";
import { UserStatus } from "./user-status";

export async function PersonFacts({ person, now }: { person: Person; now: Date }) {
  const t = await getTranslations("people");
  const locale = await getLocale();
  const factor = person.secondFactorAt === null ? t("factor.missing") : t("factor.on");
  const facts: [string, ReactNode][] = [
    [t("columns.email"), person.email],
    [t("username"), person.username],
    [t("columns.state"), <UserStatus key="state" state={person.state} />],
    [
      t("columns.seen"),
      person.lastSeenAt === null ? t("never") : formatRelative(person.lastSeenAt, now, locale),
    ],
    // Only who runs the platform has one.
    ...(person.isMasterAdmin ? [[t("columns.factor"), factor] as [string, ReactNode]] : []),
    [t("passwordChanged"), formatDate(person.passwordChangedAt, zone)],
    [t("created"), formatDate(person.createdAt, zone)],
  ];
  return (
    <Panel title={t("profile")}>
      <dl className="divide-y divide-line">
        {facts.map(([label, value]) => (
          <div
            key={label}
            className="grid gap-x-6 gap-y-0.5 py-2 first:pt-0 last:pb-0 sm:grid-cols-[11rem_1fr]"
          >
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
