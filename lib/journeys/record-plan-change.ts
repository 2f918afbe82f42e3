import { z } from "zod";
import { recordAudit, type TenantTx } from "@/lib/databases";

const payloadSchema = z.object({
  subscriptionId: z.string(),
  plan: z.string(),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
});
export type PlanChangePayload = z.input<typeof payloadSchema>;

/** The company's own audit tells of its plan too; the platform's has the same event. */
export async function recordPlanChange(tx: TenantTx, payload: unknown): Promise<void> {
  const { subscriptionId, plan, changes } = payloadSchema.parse(payload);
  await recordAudit(tx, {
    action: "subscription.changed",
    subject: { type: "subscription", id: subscriptionId, label: plan },
    changes,
  });
}
