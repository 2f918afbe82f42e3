import { and, desc, eq, getTableColumns, isNull } from "drizzle-orm";
import { companies, plans, subscriptions } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";

export type SubscriptionRow = typeof subscriptions.$inferSelect;

/** What happened to a subscription, as both audits have it. Instants are ms UTC, amounts minor units. */
export interface SubscriptionEvent {
  readonly action: `subscription.${string}`;
  readonly subscriptionId: string;
  /** The plan's name from now on. */
  readonly plan: string;
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

/** A company's current subscription while it is worked on, with what happened to it so far. */
export interface OpenSubscription {
  readonly row: SubscriptionRow;
  readonly plan: typeof plans.$inferSelect;
  readonly companyName: string;
  readonly events: readonly SubscriptionEvent[];
}

/** @throws NotFound `company` */
export async function openSubscription(tx: MasterTx, companyId: string): Promise<OpenSubscription> {
  const [found] = await tx
    .select({
      row: getTableColumns(subscriptions),
      plan: getTableColumns(plans),
      companyName: companies.name,
    })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.id, subscriptions.planId))
    .innerJoin(companies, eq(companies.id, subscriptions.companyId))
    .where(and(eq(subscriptions.companyId, companyId), isNull(subscriptions.endedAt)))
    .orderBy(desc(subscriptions.startedAt))
    .limit(1);
  if (!found) throw new NotFound("company");
  return { ...found, events: [] };
}

/** What the audit tells of a row; the plan is told by its name. */
const told = [
  "state",
  "cycle",
  "trialEndsAt",
  "periodStartsAt",
  "periodEndsAt",
  "price",
  "currency",
  "maxDoctors",
  "maxUsers",
  "maxPatients",
  "maxStorageBytes",
] as const satisfies readonly (keyof SubscriptionRow)[];

interface Change {
  readonly action: SubscriptionEvent["action"];
  readonly values: Partial<Omit<SubscriptionRow, "id" | "companyId" | "version">>;
  /** The plan that `values.planId` names. */
  readonly plan?: OpenSubscription["plan"];
  /** What the audit tells besides the fields. */
  readonly also?: SubscriptionEvent["changes"];
}

/** Saves a change of the subscription with the audit row that tells of it. */
export async function changeSubscription(
  tx: MasterTx,
  open: OpenSubscription,
  { action, values, plan = open.plan, also = {} }: Change,
): Promise<OpenSubscription> {
  const row = { ...open.row, ...values, version: open.row.version + 1 };
  await tx
    .update(subscriptions)
    .set({ ...values, version: row.version })
    .where(eq(subscriptions.id, row.id));
  const fields = told.filter((field) => open.row[field] !== row[field]);
  const changes = {
    ...(plan.id !== open.plan.id && { plan: [open.plan.name, plan.name] as const }),
    ...Object.fromEntries(fields.map((field) => [field, [open.row[field], row[field]] as const])),
    ...also,
  };
  return recordSubscription(tx, { ...open, row, plan }, action, changes);
}

/** The audit row of something that was written already. */
export async function recordSubscription(
  tx: MasterTx,
  open: OpenSubscription,
  action: SubscriptionEvent["action"],
  changes: SubscriptionEvent["changes"],
): Promise<OpenSubscription> {
  const { row, plan, companyName } = open;
  await recordAudit(tx, {
    action,
    subject: { type: "subscription", id: row.id, label: companyName },
    changes,
    companyId: row.companyId,
  });
  const event = { action, subscriptionId: row.id, plan: plan.name, changes };
  return { ...open, events: [...open.events, event] };
}
