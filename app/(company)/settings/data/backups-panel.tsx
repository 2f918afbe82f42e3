import { getTranslations } from "next-intl/server";
import { ruleText } from "@/app/_backups/rule-text";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { Fact, Facts } from "@/app/_ui/facts";
import { Panel } from "@/app/_ui/panel";
import type { CompanyContext } from "@/lib/auth/require-company";
import type { BackupPolicy } from "@/lib/databases";
import { formatBytes, formatDateTime } from "@/lib/i18n/format";
import type { ListedBackup } from "@/lib/master/fleet/backups/list-backups";

interface BackupsPanelProps {
  readonly context: Pick<CompanyContext, "company" | "locale">;
  readonly backups: readonly ListedBackup[];
  readonly policy: BackupPolicy;
  /** When a restore was last rehearsed and worked; ms UTC. */
  readonly provenAt: number | null;
}

/** What there is of the company besides its database, and whether it is known to work. */
export async function BackupsPanel({ context, backups, policy, provenAt }: BackupsPanelProps) {
  const t = await getTranslations("settings.data.backups");
  const words = await getTranslations("backups");
  const { company, locale } = context;
  const at = (instant: number) => formatDateTime(instant, company.timeZone);
  const columns: Column<ListedBackup>[] = [
    {
      id: "takenAt",
      header: t("takenAt"),
      cell: ({ takenAt }) => <span className="tabular-nums">{at(takenAt)}</span>,
    },
    {
      id: "reason",
      header: t("reason"),
      width: "14rem",
      from: "md",
      cell: ({ reason }) => t(`reasons.${reason}`),
    },
    {
      id: "bytes",
      header: t("size"),
      width: "7rem",
      numeric: true,
      phone: true,
      cell: ({ bytes }) => formatBytes(bytes ?? 0, locale),
    },
  ];
  return (
    <Panel title={t("title")} note={`${await ruleText(policy)} ${words("encrypted")}`}>
      <Facts>
        <Fact label={t("proven")}>
          {provenAt === null ? t("neverProven") : at(provenAt)}
          <span className="block text-muted text-small">{t("provenHint")}</span>
        </Fact>
      </Facts>
      {backups.length === 0 ? (
        <p className="mt-4 text-muted">{t("none")}</p>
      ) : (
        <div className="mt-4">
          <DataTable label={t("title")} columns={columns} rows={backups} rowKey={({ id }) => id} />
        </div>
      )}
      <p className="mt-3 max-w-[70ch] text-muted text-small">{t("ask")}</p>
    </Panel>
  );
}
