import type { MasterTx } from "@/lib/databases";
import { recordAudit } from "@/lib/databases";
import type { Plan } from "./queries";

/** What the audit tells of a plan; amounts in minor units. */
const told = [
  "name",
  "monthlyPrice",
  "yearlyPrice",
  "maxDoctors",
  "maxUsers",
  "maxPatients",
  "maxStorageBytes",
  "backupSchedule",
  "hasSandbox",
  "hasApi",
  "hasServerChoice",
  "isRecommended",
  "isPublic",
] as const satisfies readonly (keyof Plan)[];

export type PlanChanges = Readonly<Record<string, readonly [unknown, unknown]>>;

/** Field by field, from what to what; of a new plan, from nothing. */
export function planChanges(from: Partial<Plan>, to: Partial<Plan>): PlanChanges {
  const fields = told.filter((field) => field in to && from[field] !== to[field]);
  return Object.fromEntries(fields.map((field) => [field, [from[field] ?? null, to[field] ?? null]]));
}

export function recordPlan(
  tx: MasterTx,
  action: `plan.${string}`,
  { id, name }: Pick<Plan, "id" | "name">,
  changes: PlanChanges,
): Promise<void> {
  return recordAudit(tx, { action, subject: { type: "plan", id, label: name }, changes });
}
