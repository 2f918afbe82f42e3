import { eq } from "drizzle-orm";
import { auditEvents, plans, subscriptions } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import type { SubscriptionRow } from "./open-subscription";

export const dayMs = 86_400_000;
export const now = new Date("2026-11-21T09:00:00Z");
/** That many days from `now`, ms UTC. */
export const at = (days: number) => now.getTime() + days * dayMs;

/** A company on trial of Basic for 14 days from `now`, as registration leaves it. */
export async function trialCompany() {
  const master = await testMaster();
  const { companyId } = await addTestMember(master.db, now);
  const set = (values: Partial<SubscriptionRow>) =>
    write(master.db, master.actor, (tx) =>
      tx.update(subscriptions).set(values).where(eq(subscriptions.companyId, companyId)),
    );
  await set({ periodStartsAt: at(0), periodEndsAt: at(14) });
  const rows = () => master.db.select().from(subscriptions).orderBy(subscriptions.version);
  const current = async () => {
    const row = (await rows()).find((each) => each.endedAt === null);
    if (!row) throw new Error("There is no subscription.");
    return row;
  };
  const editPlan = (id: string, values: Partial<typeof plans.$inferSelect>) =>
    write(master.db, master.actor, (tx) => tx.update(plans).set(values).where(eq(plans.id, id)));
  const told = async () =>
    (await master.db.select().from(auditEvents).orderBy(auditEvents.seq))
      .filter((event) => event.subjectType === "subscription")
      .map((event) => ({ action: event.action, companyId: event.companyId, ...JSON.parse(event.changes) }));
  return { ...master, companyId, set, rows, current, editPlan, told };
}

/** The code of a refusal, with its field errors where it has some. */
export async function refusal(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => "allowed",
    (reason: unknown) => reason,
  );
  if (!isDomainError(error)) return String(error);
  return error.fieldErrors ? `${error.code} ${JSON.stringify(error.fieldErrors)}` : error.code;
}
