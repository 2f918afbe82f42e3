import { getLocale, getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { listSort } from "@/app/_ui/list-sort";
import { Badge } from "@/app/_ui/status";
import { fullName } from "@/lib/domain/full-name";
import { formatRelative } from "@/lib/i18n/format";
import type { FoundUser } from "@/lib/master/users/search-users";
import { type UserFilter, userQuery } from "@/lib/master/users/user-filter";
import { UserStatus } from "../_person/user-status";

const path = "/master-admin/users";

export async function UsersTable({ rows, filter }: { rows: readonly FoundUser[]; filter: UserFilter }) {
  const t = await getTranslations("people");
  const locale = await getLocale();
  const now = new Date();
  const nothing = <span className="text-muted">–</span>;
  const places = ({ companies, company }: FoundUser) =>
    company === null ? null : companies === 1 ? company : t("andMore", { company, count: companies - 1 });
  const columns: Column<FoundUser>[] = [
    {
      id: "name",
      header: t("columns.person"),
      sortable: true,
      width: "clamp(14rem, 24vw, 20rem)",
      title: (row) => `${fullName(row)}, ${row.username}`,
      cell: (row) => (
        <span className="inline-flex max-w-full items-center gap-2 align-middle">
          <span className="truncate">{fullName(row)}</span>
          {row.isMasterAdmin && <Badge tone="accent">{t("masterAdmin")}</Badge>}
        </span>
      ),
    },
    {
      id: "email",
      header: t("columns.email"),
      from: "lg",
      title: (row) => row.email,
      cell: (row) => row.email,
    },
    {
      id: "companies",
      header: t("columns.companies"),
      title: (row) => places(row) ?? undefined,
      cell: (row) => places(row) ?? nothing,
    },
    {
      id: "state",
      header: t("columns.state"),
      width: "7.5rem",
      cell: (row) => <UserStatus state={row.state} />,
    },
    {
      id: "seen",
      header: t("columns.seen"),
      sortable: true,
      width: "9rem",
      from: "lg",
      cell: (row) => (row.lastSeenAt === null ? nothing : formatRelative(row.lastSeenAt, now, locale)),
    },
    {
      id: "factor",
      header: t("columns.factor"),
      width: "8rem",
      from: "xl",
      cell: (row) =>
        row.secondFactorAt === null ? (row.isMasterAdmin ? t("factor.missing") : nothing) : t("factor.on"),
    },
  ];
  return (
    <DataTable
      label={t("title")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `${path}/${row.id}`}
      lead={(row) => <Avatar name={fullName(row)} />}
      phoneLine={(row) =>
        [row.state === "locked" ? t("state.locked") : null, places(row) ?? row.email]
          .filter(Boolean)
          .join(" · ")
      }
      sort={listSort(path, userQuery(filter), filter)}
    />
  );
}
