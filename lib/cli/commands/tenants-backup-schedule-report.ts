import { type BackupPolicy, backupPolicy, type OwnBackupSchedule } from "@/lib/databases";
import { instant } from "../table";

export interface ScheduleReport {
  readonly slug: string;
  /** `asked` when backups would go and nobody agreed to that yet: nothing was changed. */
  readonly did: "changed" | "same" | "asked" | null;
  readonly going: { readonly count: number; readonly total: number; readonly oldest: number } | null;
  readonly plan: string | null;
  /** Whether the plan leaves it to the company. */
  readonly mayBeOwn: boolean;
  /** IANA. */
  readonly timeZone: string;
  /** What counts now. */
  readonly policy: BackupPolicy;
  /** What the company asked for, also while that does not count. */
  readonly own: OwnBackupSchedule | null;
}

const hour = 3_600_000;

export function scheduleLines(report: ScheduleReport): string[] {
  const { slug, did, going, plan, mayBeOwn, timeZone, policy, own } = report;
  const byPlan = plan === null ? "the default, without a plan" : `the ${plan} plan`;
  const lines = [
    did === "changed" ? `${slug}: changed the backup schedule.` : `Backup schedule of ${slug}`,
    ...(did === "same" ? ["   It is like that already."] : []),
    `   Made: ${often(policy)}`,
    `   Kept: ${kept(policy)}`,
    `   Says so: ${mayBeOwn && own ? "the company" : byPlan}`,
  ];
  if (own && !mayBeOwn) {
    const later = backupPolicy("own", own, timeZone);
    lines.push(`   Kept for a plan that leaves it to the company: ${often(later)}; ${kept(later)}`);
  }
  if (did === "asked" && going) {
    lines.push(
      `   Nothing was changed: ${going.count} of ${going.total} backups would be removed for good at the next clean-up,`,
      `   and the oldest left would be of ${instant(going.oldest)}. --yes agrees.`,
    );
  }
  return lines;
}

function often({ everyMs, begins }: BackupPolicy): string {
  const hours = everyMs / hour;
  const every = hours === 1 ? "every hour" : hours === 24 ? "daily" : `every ${hours} hours`;
  if (!begins) return every;
  const from = `${String(begins.hour).padStart(2, "0")}:00`;
  return `${every}, ${hours === 24 ? "at" : "from"} ${from} (${begins.timeZone})`;
}

function kept({ keep }: BackupPolicy): string {
  const periods = (["hours", "days", "weeks", "months"] as const).filter((period) => keep[period] > 0);
  return `of the last ${periods.map((period) => `${keep[period]} ${period}`).join(", ")} the newest each`;
}
