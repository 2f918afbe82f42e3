import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { ButtonLink } from "@/app/_ui/button";
import { Panel } from "@/app/_ui/panel";
import { Badge, Status } from "@/app/_ui/status";
import type { MasterDb } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { formatDateTime, formatNumber, formatRelative } from "@/lib/i18n/format";
import { companyUsers } from "@/lib/master/companies/read-company";
import { zone } from "../../../_shell/zone";
import { companyPath } from "../addresses";

type Props = { master: MasterDb; companyId: string };

/** Who works in the company, as what, and when they were last seen. */
export async function UsersPanel({ master, companyId }: Props) {
  const t = await getTranslations("companies.users");
  const role = await getTranslations("shell.role");
  const locale = await getLocale();
  const now = new Date();
  const people = await companyUsers(master, companyId);
  return (
    <Panel
      title={
        <>
          {t("title")}{" "}
          <span className="font-normal text-muted tabular-nums">{formatNumber(people.length, locale)}</span>
        </>
      }
      note={people.length === 0 && t("none")}
      actions={
        people.some((person) => person.role === "owner") && (
          <ButtonLink href={`${companyPath(companyId)}/owner`} size="sm">
            {t("ownerAccess")}
          </ButtonLink>
        )
      }
    >
      <ul className="divide-y divide-line">
        {people.map((person) => (
          <li key={person.id} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <Avatar name={fullName(person)} />
            <div className="min-w-0 flex-1 max-sm:basis-3/5">
              <Link
                href={`/master-admin/users/${person.id}`}
                prefetch={false}
                className="block truncate font-medium hover:underline"
              >
                {fullName(person)}
              </Link>
              <span className="block truncate text-muted text-small">{person.email}</span>
            </div>
            <div className="flex flex-wrap items-center gap-x-3 max-sm:w-full max-sm:pl-10">
              {person.state === "locked" && <Status tone="bad">{t("locked")}</Status>}
              <Badge tone={person.role === "owner" ? "accent" : "neutral"}>{role(person.role)}</Badge>
              <span
                className="min-w-24 text-muted text-small sm:text-right"
                title={person.lastSeenAt === null ? undefined : formatDateTime(person.lastSeenAt, zone)}
              >
                {person.lastSeenAt === null
                  ? t("notSignedIn")
                  : formatRelative(person.lastSeenAt, now, locale)}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
