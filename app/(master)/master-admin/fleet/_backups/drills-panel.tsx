import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import { Status } from "@/app/_ui/status";
import type { MasterDb } from "@/lib/databases";
import { formatDateTime, formatDuration } from "@/lib/i18n/format";
import { listDrills } from "@/lib/master/fleet/backups/list-backups";
import { zone } from "../../../_shell/zone";
import { backupPath } from "../addresses";

const shown = 10;

/** The last rehearsals of a restore: a backup nobody ever restored is a hope. */
export async function DrillsPanel({ master }: { master: MasterDb }) {
  const drills = await listDrills(master, shown);
  const [t, locale] = [await getTranslations("fleet.backups"), await getLocale()];
  return (
    <Panel title={t("drills")} note={drills.length === 0 ? t("noDrills") : t("drillsNote")} className="mt-4">
      {drills.length > 0 && (
        <ul className="divide-y divide-line">
          {drills.map(({ id, backupId, company, slug, passed, ms, error, drilledAt }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0">
              <Status tone={passed ? "good" : "bad"}>{passed ? t("passed") : t("failed")}</Status>
              <Link
                href={backupPath(backupId)}
                prefetch={false}
                title={slug}
                className="inline-flex min-h-6 min-w-0 items-center font-medium hover:underline"
              >
                <span className="truncate">{company}</span>
              </Link>
              <span className="text-muted text-small tabular-nums sm:ml-auto">
                {formatDateTime(drilledAt, zone)} · {formatDuration(ms, locale)}
              </span>
              {error && <span className="w-full text-bad text-small">{error}</span>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
