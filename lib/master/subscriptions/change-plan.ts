import { and, eq, isNull } from "drizzle-orm";
import { companies, plans, subscriptions } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { DomainError, NotFound } from "@/lib/domain/errors";
import { countCompanyPeople } from "@/lib/master/members/queries";
import { type Excess, excessOver, limitsOf, type Usage } from "@/lib/master/plans/limits";
import type { PlanChoice } from "./schema";
import { termsOf } from "./terms";

/** The company already has more than the plan allows; `params`: plan, resource, limit, used. */
export class PlanTooSmall extends DomainError {
  constructor(plan: string, excess: Excess) {
    super("planTooSmall", { plan, ...excess });
  }
}

/** Nothing can be chosen any more without paying, which is not built yet. */
export class TrialOver extends DomainError {
  constructor() {
    super("trialOver");
  }
}

export interface PlanChange {
  readonly subscriptionId: string;
  /** Its name from now on. */
  readonly plan: string;
  /** `plan` and `cycle`, each as `[from, to]`, as the audit has them. */
  readonly changes: Readonly<Record<string, readonly [string, string]>>;
}

/**
 * Puts a company that tries MedAdmin out on another plan or billing cycle, at once. The trial ends when it would have
 * ended.
 * @param usage what only the company's own database knows; users are counted here
 * @returns what changed; null when that was chosen already
 * @throws TrialOver
 * @throws NotFound `plan` when it is unknown or no longer offered
 * @throws PlanTooSmall
 */
export async function changePlan(
  tx: MasterTx,
  { companyId, planId, cycle }: PlanChoice & { companyId: string },
  usage: Omit<Usage, "users">,
  now: Date,
): Promise<PlanChange | null> {
  const current = await currentSubscription(tx, companyId);
  if (current.state !== "trialing" || (current.trialEndsAt ?? 0) <= now.getTime()) throw new TrialOver();
  if (current.planId === planId && current.cycle === cycle) return null;

  const [plan] = await tx.select().from(plans).where(eq(plans.id, planId));
  if (!plan || (!plan.isPublic && plan.id !== current.planId)) throw new NotFound("plan");
  const [excess] = excessOver(limitsOf(plan), { ...usage, users: await countCompanyPeople(tx, companyId) });
  if (excess && plan.id !== current.planId) throw new PlanTooSmall(plan.name, excess);

  await tx
    .update(subscriptions)
    .set({ planId, cycle, ...termsOf(plan, cycle), version: current.version + 1, updatedAt: now.getTime() })
    .where(eq(subscriptions.id, current.id));
  const changes: PlanChange["changes"] = {
    ...(current.planId !== planId && { plan: [current.planName, plan.name] }),
    ...(current.cycle !== cycle && { cycle: [current.cycle, cycle] }),
  };
  await recordAudit(tx, {
    action: "subscription.changed",
    subject: { type: "subscription", id: current.id, label: current.companyName },
    changes,
    companyId,
  });
  return { subscriptionId: current.id, plan: plan.name, changes };
}

async function currentSubscription(tx: MasterTx, companyId: string) {
  const [row] = await tx
    .select({
      id: subscriptions.id,
      state: subscriptions.state,
      trialEndsAt: subscriptions.trialEndsAt,
      planId: subscriptions.planId,
      planName: plans.name,
      cycle: subscriptions.cycle,
      version: subscriptions.version,
      companyName: companies.name,
    })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.id, subscriptions.planId))
    .innerJoin(companies, eq(companies.id, subscriptions.companyId))
    .where(and(eq(subscriptions.companyId, companyId), isNull(subscriptions.endedAt)));
  if (!row) throw new NotFound("company");
  return row;
}
