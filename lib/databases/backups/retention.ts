import type { BackupReason } from "@/drizzle/master/schema/states";

const day = 86_400_000;

export type Period = "hours" | "days" | "weeks" | "months";

/** Grandfather, father and son: of the last so many hours, days, weeks and months that have a backup, the newest. */
export type Kept = Readonly<Record<Period, number>>;

/** What somebody asked for, or what was made before a restore, stays so long whatever else there is. */
export const askedForStaysMs = 30 * day;

export interface TakenBackup {
  readonly id: string;
  readonly reason: BackupReason;
  /** Milliseconds UTC. */
  readonly takenAt: number;
}

/**
 * Which backups are kept. It makes no difference whether what is not kept goes at once or later: what will be kept at
 * the end was kept all along. The newest is always kept. Periods are counted by the backups there are, so that nothing
 * goes because a server stood still for a month.
 */
export function backupsToKeep(
  taken: readonly TakenBackup[],
  { keep }: { readonly keep: Kept },
  now: Date,
): ReadonlySet<string> {
  const newestFirst = [...taken].sort((a, b) => b.takenAt - a.takenAt || (a.id < b.id ? 1 : -1));
  const kept = new Set(newestFirst.slice(0, 1).map(({ id }) => id));
  for (const { id, reason, takenAt } of newestFirst) {
    if (reason !== "schedule" && takenAt > now.getTime() - askedForStaysMs) kept.add(id);
  }
  for (const [period, most] of Object.entries(keep) as [Period, number][]) {
    const seen = new Set<string>();
    for (const { id, takenAt } of newestFirst) {
      const name = periodOf(period, takenAt);
      if (seen.has(name)) continue;
      if (seen.size >= most) break;
      seen.add(name);
      kept.add(id);
    }
  }
  return kept;
}

/** Names the UTC hour, day, week (from Monday) or month an instant is in. */
function periodOf(period: Period, at: number): string {
  if (period === "weeks") return String(Math.floor((at / day + 3) / 7));
  return new Date(at).toISOString().slice(0, { hours: 13, days: 10, months: 7 }[period]);
}
