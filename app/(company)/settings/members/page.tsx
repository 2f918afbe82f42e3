import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { ButtonLink } from "@/app/_ui/button";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { Fact, Facts } from "@/app/_ui/facts";
import { Flash } from "@/app/_ui/flash";
import { Plus } from "@/app/_ui/icons";
import type { Query } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { Badge } from "@/app/_ui/status";
import { roles } from "@/drizzle/master/schema/states";
import { requireCompany } from "@/lib/auth/require-company";
import { openMaster } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { type CompanyPerson, listCompanyPeople } from "@/lib/master/members/queries";
import { SettingsTabs } from "../settings-tabs";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: `${t("tabs.members")} · ${t("title")}` };
}

export default async function MembersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { company, user, locale, limits, can } = await requireCompany("member.read");
  const people = await listCompanyPeople(await openMaster(), company.id);
  const t = await getTranslations("settings");
  const role = await getTranslations("shell.role");
  const limit = await getTranslations("common.limit");
  const columns: Column<CompanyPerson>[] = [
    {
      id: "name",
      header: t("members.name"),
      title: fullName,
      cell: (person) => (
        <>
          {fullName(person)}
          {person.id === user.id && <span className="font-normal text-muted"> ({t("members.you")})</span>}
        </>
      ),
    },
    {
      id: "email",
      header: t("members.email"),
      width: "32%",
      title: ({ email }) => email,
      cell: ({ email }) => email,
    },
    {
      id: "username",
      header: t("members.username"),
      width: "18%",
      from: "lg",
      cell: ({ username }) => username,
    },
    {
      id: "role",
      header: t("members.role"),
      width: "9rem",
      cell: (person) => (
        <Badge tone={person.role === "owner" ? "accent" : "neutral"}>{role(person.role)}</Badge>
      ),
    },
    {
      id: "since",
      header: t("members.since"),
      width: "8rem",
      from: "lg",
      cell: ({ since }) => <span className="tabular-nums">{formatDate(since, company.timeZone)}</span>,
    },
  ];
  return (
    <>
      <PageHeader title={t("title")} />
      <SettingsTabs current="members" />
      <Flash query={await searchParams} namespace="settings" />
      <div className="mb-3 flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">
            {t("members.title")}{" "}
            <span className="font-normal text-muted">
              {limits.users === null
                ? formatNumber(people.length, locale)
                : limit("of", {
                    used: formatNumber(people.length, locale),
                    limit: formatNumber(limits.users, locale),
                  })}
            </span>
          </h2>
          <p className="text-muted text-small">{t("members.note")}</p>
        </div>
        {can("member.write") && (
          <ButtonLink
            href="/settings/members/new"
            variant="primary"
            icon={<Plus size={16} aria-hidden />}
            shortcut="N"
          >
            {t("members.add")}
          </ButtonLink>
        )}
      </div>
      <DataTable
        label={t("members.label")}
        columns={columns}
        rows={people}
        rowKey={(person) => person.id}
        rowHref={can("member.write") ? (person) => `/settings/members/${person.id}` : undefined}
        lead={(person) => <Avatar name={fullName(person)} />}
        phoneLine={(person) => `${role(person.role)} · ${person.email}`}
      />
      <Panel title={t("members.rolesTitle")} className="mt-5 max-w-form">
        <Facts>
          {roles.map((each) => (
            <Fact key={each} label={role(each)}>
              {t(`members.can.${each}`)}
            </Fact>
          ))}
        </Facts>
      </Panel>
    </>
  );
}
