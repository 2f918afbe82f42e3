import { and, desc, eq } from "drizzle-orm";
import { auditEvents, subscriptions } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { Invalid } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/id";
import {
  changeSubscription,
  type OpenSubscription,
  recordSubscription,
  type SubscriptionEvent,
} from "./open-subscription";
import { addCycle, isAhead } from "./periods";
import { requireVersion } from "./require-version";
import type { ActivateSubscription } from "./schema";
import { settleSubscription } from "./settle-subscription";
import { requireEdge } from "./states";
import { termsOf } from "./terms";

type Activation = ActivateSubscription & { companyId: string };

/**
 * Records a payment: a period of the plan begins now, or where the current one ends, for one cycle or until a given
 * day. A period that begins has the plan's price and limits of that moment; one that begins later leaves what is
 * agreed untouched until then. A cancelled subscription is followed by a new one.
 * @returns what happened, none when this payment was recorded already
 * @throws NotFound `company`; Invalid `until` when the period would end before it begins; StaleVersion
 */
export async function activateSubscription(
  tx: MasterTx,
  payment: Activation,
  now: Date,
): Promise<readonly SubscriptionEvent[]> {
  const open = await settleSubscription(tx, payment.companyId, now);
  if (await isRecorded(tx, open, payment)) return open.events;
  await requireVersion(tx, open, payment.version);
  const values = activeValues(open, payment, now);
  const { currency } = open.plan;
  const also = {
    amount: [null, payment.amount] as const,
    paidIn: [null, currency] as const,
    ...(payment.reference !== null && { reference: [null, payment.reference] as const }),
  };
  const action = "subscription.activated";
  if (open.row.state === "cancelled") return (await follow(tx, open, { action, values, also }, now)).events;
  requireEdge(open.row.state, "active");
  return (await changeSubscription(tx, open, { action, values, also })).events;
}

function activeValues({ row, plan }: OpenSubscription, { from, until }: Activation, now: Date) {
  const end = row.state === "cancelled" ? null : row.periodEndsAt;
  const startsAt = from === "end" && end !== null ? end : now.getTime();
  const endsAt = until ?? addCycle(startsAt, row.cycle);
  if (endsAt <= Math.max(startsAt, now.getTime())) throw new Invalid("until", "errors.period.tooShort");
  const state = "active" as const;
  // What was paid ahead before only becomes longer.
  if (row.state === "active" && isAhead(row) && from === "end") return { state, periodEndsAt: endsAt };
  if (startsAt > now.getTime()) return { state, periodStartsAt: startsAt, periodEndsAt: endsAt };
  const trialEndsAt = row.trialEndsAt && Math.min(row.trialEndsAt, now.getTime());
  return {
    state,
    trialEndsAt,
    startedAt: startsAt,
    periodStartsAt: startsAt,
    periodEndsAt: endsAt,
    ...termsOf(plan, row.cycle),
  };
}

type Following = Parameters<typeof changeSubscription>[2];

/** Cancelled is final: the next subscription is a row of its own, which says what it begins with. */
async function follow(
  tx: MasterTx,
  open: OpenSubscription,
  { action, values, also }: Following,
  now: Date,
): Promise<OpenSubscription> {
  await tx.update(subscriptions).set({ endedAt: now.getTime() }).where(eq(subscriptions.id, open.row.id));
  const { createdAt: _, updatedAt: __, ...earlier } = open.row;
  const version = earlier.version + 1;
  const [row] = await tx
    .insert(subscriptions)
    .values({ ...earlier, ...values, id: newId(), version })
    .returning();
  if (!row) throw new Error("The row that was inserted did not come back.");
  return recordSubscription(tx, { ...open, row }, action, {
    state: [open.row.state, row.state],
    periodStartsAt: [null, row.periodStartsAt],
    periodEndsAt: [null, row.periodEndsAt],
    price: [null, row.price],
    ...also,
  });
}

/** A form that is sent twice pays once: the last thing that happened, by the same person, is this payment. */
async function isRecorded(tx: MasterTx, { row }: OpenSubscription, payment: Activation): Promise<boolean> {
  if (row.version <= payment.version) return false;
  const [last] = await tx
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.subjectType, "subscription"), eq(auditEvents.subjectId, row.id)))
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  if (last?.action !== "subscription.activated" || last.actorId !== tx.actor.id) return false;
  const told: Partial<Record<string, [unknown, unknown]>> = JSON.parse(last.changes);
  return told.amount?.[1] === payment.amount && (told.reference?.[1] ?? null) === payment.reference;
}
