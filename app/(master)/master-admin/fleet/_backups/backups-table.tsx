import { getLocale, getTranslations } from "next-intl/server";
import { DataTable } from "@/app/_ui/data-table";
import { Status } from "@/app/_ui/status";
import { formatBytes, formatDateTime } from "@/lib/i18n/format";
import type { ListedBackup } from "@/lib/master/fleet/backups/list-backups";
import { zone } from "../../../_shell/zone";
import { backupPath } from "../addresses";
import { backupTones } from "./backup-state";

export async function BackupsTable({ rows }: { rows: readonly ListedBackup[] }) {
  const t = await getTranslations("fleet");
  const restore = await getTranslations("fleetRestore.facts");
  const locale = await getLocale();
  const time = (at: number | null) => (at === null ? "–" : formatDateTime(at, zone));
  return (
    <DataTable<ListedBackup>
      label={t("backups.title")}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => backupPath(id)}
      phoneLine={({ takenAt }) => formatDateTime(takenAt, zone)}
      columns={[
        {
          id: "company",
          header: t("databases.columns.company"),
          title: ({ company }) => company,
          cell: ({ company, slug }) => (
            <>
              {company}
              <span className="block truncate font-normal text-caption text-muted">{slug}</span>
            </>
          ),
        },
        {
          id: "state",
          header: t("databases.columns.state"),
          width: "9rem",
          phone: true,
          title: ({ error }) => error ?? undefined,
          cell: ({ state }) => <Status tone={backupTones[state]}>{t(`backup.${state}`)}</Status>,
        },
        {
          id: "reason",
          header: t("backups.columns.reason"),
          width: "10rem",
          from: "lg",
          cell: ({ reason }) => t(`backups.reason.${reason}`),
        },
        {
          id: "taken",
          header: t("backups.columns.taken"),
          width: "10rem",
          from: "md",
          cell: ({ takenAt }) => time(takenAt),
        },
        {
          id: "rehearsed",
          header: restore("rehearsed"),
          width: "10rem",
          from: "xl",
          cell: ({ restoredAt }) => time(restoredAt),
        },
        {
          id: "size",
          header: t("databases.columns.size"),
          width: "7rem",
          from: "md",
          numeric: true,
          cell: ({ bytes }) => (bytes === null ? "–" : formatBytes(bytes, locale)),
        },
      ]}
    />
  );
}
