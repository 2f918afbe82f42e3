import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Code } from "@/app/_ui/code";
import { Fact, Facts } from "@/app/_ui/facts";
import { Panel } from "@/app/_ui/panel";
import { Status } from "@/app/_ui/status";
import type { MasterDb } from "@/lib/databases";
import { formatBytes, formatDateTime, formatNumber } from "@/lib/i18n/format";
import type { ListedBackup } from "@/lib/master/fleet/backups/list-backups";
import { drillsOfBackup } from "@/lib/master/fleet/backups/read-backup";
import { zone } from "../../../_shell/zone";
import { companyPath } from "../../companies/addresses";
import { backupTones } from "./backup-state";

/** What a backup is, and whether it is known to work. */
export async function BackupFacts({ master, backup }: { master: MasterDb; backup: ListedBackup }) {
  const t = await getTranslations("fleetRestore");
  const fleet = await getTranslations("fleet");
  const locale = await getLocale();
  const [drill] = await drillsOfBackup(master, backup.id);
  const time = (at: number | null) => (at === null ? "–" : formatDateTime(at, zone));
  return (
    <Panel>
      <Facts narrow>
        <Fact label={t("facts.company")}>
          <Link
            href={companyPath(backup.companyId)}
            prefetch={false}
            className="underline underline-offset-2"
          >
            {backup.company}
          </Link>
        </Fact>
        <Fact label={t("facts.state")}>
          <Status tone={backupTones[backup.state]}>{fleet(`backup.${backup.state}`)}</Status>
        </Fact>
        {backup.error !== null && (
          <Fact label={t("facts.error")}>
            <span className="text-bad">{backup.error}</span>
          </Fact>
        )}
        <Fact label={t("facts.reason")}>{fleet(`backups.reason.${backup.reason}`)}</Fact>
        <Fact label={t("facts.taken")}>{time(backup.takenAt)}</Fact>
        <Fact label={t("facts.proven")}>{time(backup.provenAt)}</Fact>
        <Fact label={t("facts.rehearsed")}>
          {drill ? (
            <span className="inline-flex flex-wrap items-center gap-2">
              <Status tone={drill.passed ? "good" : "bad"}>{drill.passed ? t("works") : t("fails")}</Status>
              <span className="tabular-nums">{time(drill.drilledAt)}</span>
            </span>
          ) : (
            <span className="text-muted">{t("never")}</span>
          )}
        </Fact>
        <Fact label={t("facts.size")}>{backup.bytes === null ? "–" : formatBytes(backup.bytes, locale)}</Fact>
        <Fact label={t("facts.rows")}>{backup.rows === null ? "–" : formatNumber(backup.rows, locale)}</Fact>
        <Fact label={t("facts.generation")}>{backup.generation}</Fact>
        <Fact label={t("facts.schema")}>
          <Code text={backup.schemaVersion ?? "–"} />
        </Fact>
        <Fact label={t("facts.id")}>
          <Code text={backup.id} label={t("copyId")} />
        </Fact>
      </Facts>
    </Panel>
  );
}
