import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Fact } from "@/app/_ui/facts";
import type { MasterDb } from "@/lib/databases";
import { formatDateTime, formatRelative } from "@/lib/i18n/format";
import { lastProvenRestores, listBackups } from "@/lib/master/fleet/backups/list-backups";
import { zone } from "../../../_shell/zone";
import { backupPath } from "../../fleet/addresses";

/** When the company was backed up last, and when a restore of it last worked: the first question when data is lost. */
export async function BackupFacts({ master, companyId }: { master: MasterDb; companyId: string }) {
  const [[last], proven] = await Promise.all([
    listBackups(master, { companyId, states: ["ready"], size: 1 }),
    lastProvenRestores(master, companyId),
  ]);
  const [t, locale, now] = [await getTranslations("companies.database"), await getLocale(), new Date()];
  const provenAt = proven.get(companyId);
  const never = <span className="text-muted">{t("never")}</span>;
  const ago = (at: number) => (
    <span className="block text-muted text-small">{formatRelative(at, now, locale)}</span>
  );
  return (
    <>
      <Fact label={t("lastBackup")}>
        {last ? (
          <>
            <Link
              href={backupPath(last.id)}
              prefetch={false}
              className="tabular-nums underline underline-offset-2"
            >
              {formatDateTime(last.takenAt, zone)}
            </Link>
            {ago(last.takenAt)}
          </>
        ) : (
          never
        )}
      </Fact>
      <Fact label={t("provenRestore")}>
        {provenAt === undefined ? (
          never
        ) : (
          <>
            <span className="tabular-nums">{formatDateTime(provenAt, zone)}</span>
            {ago(provenAt)}
          </>
        )}
      </Fact>
    </>
  );
}
