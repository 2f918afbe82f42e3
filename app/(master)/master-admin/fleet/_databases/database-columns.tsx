import { getLocale, getTranslations } from "next-intl/server";
import type { Column } from "@/app/_ui/data-table";
import { Lock } from "@/app/_ui/icons";
import { Badge, Status } from "@/app/_ui/status";
import { tenantSchemaRange } from "@/lib/databases/schema-range";
import { formatBytes, formatDateTime, formatRelative } from "@/lib/i18n/format";
import type { ListedDatabase } from "@/lib/master/fleet/databases/list-databases";
import { zone } from "../../../_shell/zone";
import { DatabaseStatus } from "./database-status";

/** Whose it is, where and how it is, and whether it could be brought back. */
export async function databaseColumns(): Promise<Column<ListedDatabase>[]> {
  const t = await getTranslations("fleet");
  const sandbox = await getTranslations("sandbox.operator");
  const locale = await getLocale();
  const now = new Date();
  const { newest } = tenantSchemaRange();
  const moment = (id: "backup" | "restore", at: (row: ListedDatabase) => number | null) =>
    ({
      id,
      header: t(`databases.columns.${id}`),
      width: "9rem",
      from: id === "backup" ? "xl" : "lg",
      sortable: true,
      title: (row) => {
        const when = at(row);
        return when === null ? undefined : formatDateTime(when, zone);
      },
      cell: (row) => {
        const when = at(row);
        // Nobody backs up a sandbox.
        if (row.purpose === "sandbox") return <span className="text-muted">–</span>;
        return when === null ? (
          <span className="text-muted">{t("databases.never")}</span>
        ) : (
          formatRelative(when, now, locale)
        );
      },
    }) satisfies Column<ListedDatabase>;
  return [
    {
      id: "name",
      header: t("databases.columns.company"),
      sortable: true,
      title: (row) => row.company,
      cell: (row) => (
        <>
          {row.company}
          {row.purpose === "sandbox" && (
            <>
              {" "}
              <Badge tone="warn">{sandbox("badge")}</Badge>
            </>
          )}
          <span className="block truncate font-normal text-caption text-muted">{row.slug}</span>
        </>
      ),
    },
    {
      id: "server",
      header: t("databases.columns.server"),
      width: "9.5rem",
      from: "lg",
      title: ({ encrypted }) => (encrypted ? t("databases.encrypted") : t("databases.plain")),
      cell: ({ server, encrypted }) => (
        <span className="inline-flex items-center gap-1.5">
          {server}
          {encrypted && <Lock size={13} aria-label={t("databases.encrypted")} className="text-muted" />}
        </span>
      ),
    },
    {
      id: "state",
      header: t("databases.columns.state"),
      width: "9rem",
      cell: (row) => <DatabaseStatus state={row.state} reason={row.stateReason} />,
    },
    {
      id: "size",
      header: t("databases.columns.size"),
      width: "6rem",
      numeric: true,
      sortable: true,
      from: "md",
      cell: ({ bytes }) => (bytes === null ? "–" : formatBytes(bytes, locale)),
    },
    {
      id: "schema",
      header: t("databases.columns.schema"),
      width: "6rem",
      from: "lg",
      title: ({ schemaVersion }) => schemaVersion ?? undefined,
      cell: ({ schemaVersion }) =>
        schemaVersion === null ? (
          "–"
        ) : (
          <Status tone={schemaVersion === newest ? "good" : "warn"}>{schemaVersion.split("_")[0]}</Status>
        ),
    },
    moment("backup", ({ lastBackupAt }) => lastBackupAt),
    moment("restore", ({ lastProvenRestoreAt }) => lastProvenRestoreAt),
  ];
}
