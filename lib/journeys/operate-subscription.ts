import { type Actor, type MasterDb, type MasterTx, write } from "@/lib/databases";
import { activateSubscription } from "@/lib/master/subscriptions/activate-subscription";
import { cancelSubscription } from "@/lib/master/subscriptions/cancel-subscription";
import { changeSubscriptionPlan } from "@/lib/master/subscriptions/change-subscription-plan";
import type { SubscriptionEvent } from "@/lib/master/subscriptions/open-subscription";
import { setTrialEnd } from "@/lib/master/subscriptions/set-trial-end";
import { settleSubscription } from "@/lib/master/subscriptions/settle-subscription";
import { planCrossing } from "./crossing-plans";
import type { CompanyEvent } from "./record-in-company";
import { tellCompany } from "./tell-company";

type Verb<Input> = (tx: MasterTx, input: Input, now: Date) => Promise<readonly SubscriptionEvent[]>;

/** What a platform operator does with a company's subscription: both audits learn of it. Returns what happened. */
const operating =
  <Input extends { companyId: string }>(verb: Verb<Input>) =>
  async (master: MasterDb, actor: Actor, input: Input, now: Date): Promise<readonly SubscriptionEvent[]> => {
    const { companyId } = input;
    const events = await write(master, actor, async (tx) => {
      const happened = await verb(tx, input, now);
      for (const event of happened)
        await planCrossing(tx, { companyId, kind: "audit.recorded", by: actor, payload: toldAs(event) });
      return happened;
    });
    if (events.length > 0) await tellCompany(master, companyId, now);
    return events;
  };

export const operateTrialEnd = operating(setTrialEnd);
export const operateSubscriptionPlan = operating(changeSubscriptionPlan);
export const operateActivation = operating(activateSubscription);
export const operateCancellation = operating(cancelSubscription);

/** Writes down what time has brought one company's subscription. */
export const settleCompanySubscription = operating(async (tx, { companyId }: { companyId: string }, now) => {
  return (await settleSubscription(tx, companyId, now)).events;
});

function toldAs({ action, subscriptionId, plan, changes }: SubscriptionEvent): CompanyEvent {
  return { action, subject: { type: "subscription", id: subscriptionId, label: plan }, changes };
}
