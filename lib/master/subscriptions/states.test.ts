import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { subscriptions } from "@/drizzle/master/schema";
import { subscriptionStates } from "@/drizzle/master/schema/states";
import { write } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { activateSubscription } from "./activate-subscription";
import { cancelSubscription } from "./cancel-subscription";
import { changeSubscriptionPlan } from "./change-subscription-plan";
import { effectiveState, stateAt } from "./effective-state";
import { setTrialEnd } from "./set-trial-end";
import { settleSubscription } from "./settle-subscription";
import { requireEdge, subscriptionEdges } from "./states";
import { at, dayMs, trialCompany } from "./subscriptions.fixture";

let company: Awaited<ReturnType<typeof trialCompany>>;
beforeAll(async () => {
  company = await trialCompany();
});
afterAll(() => company.dispose());

it("knows these edges and no other", () => {
  const edges = subscriptionStates.flatMap((from) =>
    subscriptionStates
      .filter((to) => {
        try {
          requireEdge(from, to);
          return from !== to;
        } catch {
          return false;
        }
      })
      .map((to) => `${from} → ${to}`),
  );
  expect(edges).toEqual([
    "trialing → active",
    "trialing → read_only",
    "active → past_due",
    "past_due → active",
    "past_due → read_only",
    "read_only → trialing",
    "read_only → active",
    "read_only → cancelled",
  ]);
});

it("means the same in the database as in the code, for every row and moment", () => {
  const end = fc.option(fc.integer({ min: -20, max: 20 }));
  const row = fc.record({ state: fc.constantFrom(...subscriptionStates), trial: end, period: end });
  return fc.assert(
    fc.asyncProperty(row, fc.integer({ min: -20, max: 20 }), async ({ state, trial, period }, days) => {
      fc.pre(state !== "trialing" || trial !== null);
      const stored = {
        state,
        trialEndsAt: trial === null ? null : at(trial),
        periodEndsAt: period === null ? null : at(period),
      };
      await company.set(stored);
      const now = new Date(at(days));
      const [found] = await company.db.select({ state: effectiveState(now) }).from(subscriptions);
      expect(found?.state).toBe(stateAt(stored, now));
      const settled = await write(company.db, company.actor, (tx) =>
        settleSubscription(tx, company.companyId, now),
      );
      expect(settled.row.state).toBe(stateAt(stored, now));
    }),
    { numRuns: 60 },
  );
});

it("never leaves the edges, whatever operators and the calendar do in whatever order", () => {
  const step = fc.record({
    days: fc.integer({ min: 0, max: 25 }),
    verb: fc.constantFrom("trial", "plan", "pay", "ahead", "cancel", "wait"),
  });
  return fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const own = await trialCompany();
      let today = 0;
      for (const { days, verb } of steps) {
        today += days;
        const now = new Date(at(today));
        const { version, cycle, planId } = await own.current();
        const who = { companyId: own.companyId, version };
        await write(own.db, own.actor, async (tx) => {
          const pay = { ...who, until: null, amount: 1, reference: `${today}` };
          if (verb === "trial")
            await setTrialEnd(tx, { ...who, trialEndsAt: now.getTime() + 9 * dayMs }, now);
          else if (verb === "plan")
            await changeSubscriptionPlan(
              tx,
              { ...who, cycle, planId: planId === "basic" ? "enterprise" : "basic" },
              now,
            );
          else if (verb === "pay") await activateSubscription(tx, { ...pay, from: "now" }, now);
          else if (verb === "ahead") await activateSubscription(tx, { ...pay, from: "end" }, now);
          else if (verb === "cancel") await cancelSubscription(tx, { ...who, reason: "x" }, now);
          else await settleSubscription(tx, own.companyId, now);
        }).catch((error: unknown) => {
          if (!isDomainError(error)) throw error;
        });
      }
      for (const { state } of await own.told()) {
        if (state === undefined) continue;
        const [from, to] = state;
        // A cancelled one is followed by another subscription; it never becomes anything itself.
        expect(`${from} → ${to}` === "cancelled → active" || edgeExists(from, to)).toBe(true);
      }
      const rows = await own.rows();
      expect(rows.filter((row) => row.endedAt === null)).toHaveLength(1);
      expect(rows.filter((row) => row.endedAt !== null).every((row) => row.state === "cancelled")).toBe(true);
      own.dispose();
    }),
    { numRuns: 25 },
  );
}, 60_000);

const edgeExists = (from: string, to: string) =>
  Object.entries(subscriptionEdges).some(
    ([known, follow]) => known === from && follow.some((state) => state === to),
  );
