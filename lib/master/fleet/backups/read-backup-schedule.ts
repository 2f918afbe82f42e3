import { and, eq, isNull } from "drizzle-orm";
import { backupSchedules, companies, plans, subscriptions } from "@/drizzle/master/schema";
import { type BackupPolicy, backupPolicy, type MasterDb, type MasterTx } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";

export type OwnScheduleRow = typeof backupSchedules.$inferSelect;

/** How a company is backed up, and why so. */
export interface BackupSchedule {
  readonly company: Pick<typeof companies.$inferSelect, "id" | "slug" | "name" | "state" | "timeZone">;
  /** The plan's; null without a plan. */
  readonly plan: { readonly name: string; readonly schedule: string } | null;
  /** Whether the plan lets the company say so itself. */
  readonly mayBeOwn: boolean;
  /** What the company asked for, also while its plan does not let it count. */
  readonly own: OwnScheduleRow | null;
  readonly policy: BackupPolicy;
}

/** @throws NotFound `company` */
export async function readBackupSchedule(
  master: MasterDb | MasterTx,
  companyId: string,
): Promise<BackupSchedule> {
  const [row] = await master
    .select({
      company: {
        id: companies.id,
        slug: companies.slug,
        name: companies.name,
        state: companies.state,
        timeZone: companies.timeZone,
      },
      plan: { name: plans.name, schedule: plans.backupSchedule },
      own: backupSchedules,
    })
    .from(companies)
    .leftJoin(subscriptions, and(eq(subscriptions.companyId, companies.id), isNull(subscriptions.endedAt)))
    .leftJoin(plans, eq(plans.id, subscriptions.planId))
    .leftJoin(backupSchedules, eq(backupSchedules.companyId, companies.id))
    .where(eq(companies.id, companyId));
  if (!row) throw new NotFound("company");
  const { company, plan, own } = row;
  return {
    ...row,
    mayBeOwn: plan?.schedule === "own",
    policy: backupPolicy(plan?.schedule, own, company.timeZone),
  };
}
