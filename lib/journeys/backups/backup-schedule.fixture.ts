import { eq } from "drizzle-orm";
import { plans, subscriptions, tenantBackups } from "@/drizzle/master/schema";
import { type Actor, type OwnBackupSchedule, openMaster, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { seedPlans } from "@/lib/master/plans/seed";
import { termsOf } from "@/lib/master/subscriptions/terms";
import { testCompany } from "@/lib/testing/company";

export const now = new Date("2026-11-21T09:00:00Z");
const hour = 3_600_000;

export const sparing: OwnBackupSchedule = {
  ...{ everyHours: 6, startHour: 2 },
  ...{ keepHours: 0, keepDays: 5, keepWeeks: 0, keepMonths: 0 },
};

type PlanId = "basic" | "professional" | "enterprise";

/** A company that subscribed to a plan. */
export async function companyOn(actor: Actor, planId: PlanId = "enterprise") {
  const master = await openMaster();
  const company = await testCompany();
  await write(master, actor, async (tx) => {
    await seedPlans(tx);
    const [plan] = await tx.select().from(plans).where(eq(plans.id, planId));
    if (!plan) throw new Error("The plans were not seeded.");
    await tx.insert(subscriptions).values({
      ...{ id: newId(), companyId: company.companyId, planId, cycle: "month", state: "active" },
      ...termsOf(plan, "month"),
      startedAt: now.getTime(),
    });
  });
  return { ...company, master };
}

export async function putOnPlan(actor: Actor, companyId: string, planId: PlanId): Promise<void> {
  await write(await openMaster(), actor, (tx) =>
    tx.update(subscriptions).set({ planId }).where(eq(subscriptions.companyId, companyId)),
  );
}

/** Enters backups of a company, one an hour until an hour before now, as if each had been made. */
export async function enterHourlyBackups(
  actor: Actor,
  { companyId, databaseId }: { companyId: string; databaseId: string },
  count: number,
): Promise<void> {
  const made = Array.from({ length: count }, (_, index) => now.getTime() - (count - index) * hour);
  await write(await openMaster(), actor, async (tx) => {
    for (const takenAt of made)
      await tx.insert(tenantBackups).values({
        ...{ id: newId(), companyId, databaseId, generation: 1, reason: "schedule", state: "ready" },
        ...{ target: "folder", bytes: 1, sha256: "0", takenAt, provenAt: takenAt },
      });
  });
}
