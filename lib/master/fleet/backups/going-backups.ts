import { type BackupPolicy, backupsToKeep, type MasterDb, type MasterTx } from "@/lib/databases";
import { backupsThereOf } from "./backups-there";

export interface GoingBackups {
  /** So many that are kept now would be removed by the next clean-up. */
  readonly count: number;
  readonly total: number;
  /** When the oldest that stays was taken; ms UTC, null when none does. */
  readonly oldest: number | null;
}

/** What another policy would cost a company of the backups it has. */
export async function goingBackups(
  master: MasterDb | MasterTx,
  companyId: string,
  { from, to }: { readonly from: BackupPolicy; readonly to: BackupPolicy },
  now: Date,
): Promise<GoingBackups> {
  const there = await backupsThereOf(master, companyId);
  const keptNow = backupsToKeep(there, from, now);
  const keptThen = backupsToKeep(there, to, now);
  const staying = there.filter(({ id }) => keptThen.has(id));
  return {
    count: [...keptNow].filter((id) => !keptThen.has(id)).length,
    total: keptNow.size,
    oldest: staying[0]?.takenAt ?? null,
  };
}
