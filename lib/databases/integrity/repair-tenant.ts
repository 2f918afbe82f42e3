import type { DatabasePurpose } from "@/drizzle/master/schema/states";
import { recordAudit } from "../audit";
import { engine } from "../engine";
import { type GenerationStep, nextGeneration } from "../generations/next-generation";
import type { Actor } from "../handles";
import { findTenantRow } from "../registry";
import { examineTenant } from "./examine-tenant";
import type { IntegrityFinding } from "./finding";
import type { Knowledge } from "./knowledge";
import { planRepair, type RepairPlan } from "./plan-repair";
import { repairCopy, repaired } from "./repair-copy";

export interface RepairOptions {
  readonly actor: Actor;
  readonly knowledge: Knowledge;
  readonly now: Date;
  /** The company's own database unless its sandbox is meant. */
  readonly purpose?: DatabasePurpose;
  /** Whether that is what somebody agreed to; when it is not, nothing is done. Left out, everything is. */
  readonly approves?: (plan: RepairPlan) => boolean;
  /** For tests that end the process between two steps. */
  readonly onStep?: (step: GenerationStep) => void | Promise<void>;
}

export interface TenantRepair {
  readonly plan: RepairPlan;
  /** The generation that was published; null when there was nothing to repair, it was not agreed to, or a person has to see to it first. */
  readonly generation: number | null;
  /** Rows that are in quarantine now and were not before. */
  readonly quarantined: number;
  /** What is still not as it should be. */
  readonly left: readonly IntegrityFinding[];
}

/**
 * Repairs a company's database: a copy of it is repaired, examined, and takes its place; the database that was stays
 * as it is, as an earlier generation. Nothing is ever deleted: rows that fit nowhere go to `quarantined_rows`. In both
 * audits. Where nothing is wrong nothing is done.
 *
 * @throws EngineError as `nextGeneration`, `Damaged` when the repaired copy is not sound; the database is as it was then
 */
export async function repairTenant(companyId: string, options: RepairOptions): Promise<TenantRepair> {
  const { actor, knowledge, now, purpose = "main", approves = () => true, onStep } = options;
  const found = await examineTenant(companyId, knowledge, purpose);
  const plan = planRepair(found);
  if (plan.steps.length === 0 || !approves(plan))
    return { plan, generation: null, quarantined: 0, left: found };
  const { databaseId } = await findTenantRow(engine().master, companyId, purpose);
  const steps = plan.steps.map(({ text }) => text);
  let quarantined = 0;
  const next = await nextGeneration(companyId, {
    actor,
    purpose,
    state: "migrating",
    reason: "repair",
    evenUnverified: true,
    evenReplaced: true,
    transform: async (copy) => {
      const copied = { companyId, databaseId, actor, knowledge, steps, now: now.getTime() };
      quarantined = await repairCopy(copy, copied);
    },
    alsoWrite: (tx) => recordAudit(tx, { ...repaired({ databaseId, steps }, quarantined), companyId }),
    ...(onStep && { onStep }),
  });
  const left = await examineTenant(companyId, knowledge, purpose);
  return { plan, generation: next.generation, quarantined, left };
}
