import { type Actor, type MasterDb, write } from "@/lib/databases";
import { companyHealth, fleetHealth } from "@/lib/master/fleet/doctor/examinations";
import {
  enqueueRepair,
  PlanChanged,
  type RepairForm,
  repairAsked,
} from "@/lib/master/fleet/doctor/repair-job";
import { planCrossing } from "./crossing-plans";
import { tellCompany } from "./tell-company";

/**
 * Whether the plan that somebody read is still the one that is known.
 * @throws PlanChanged
 */
export async function checkRepair(
  master: MasterDb,
  { companyId, plan }: Pick<RepairForm, "companyId" | "plan">,
): Promise<void> {
  const known =
    companyId === null
      ? (await fleetHealth(master)).elsewherePlan
      : (await companyHealth(master, companyId))?.company?.plan;
  if (known !== plan) throw new PlanChanged();
}

/**
 * Asks for the repair that a plan says; both audits learn why.
 * @throws AlreadyAsked
 */
export async function requestRepair(
  master: MasterDb,
  actor: Actor,
  asked: RepairForm,
  now: Date,
): Promise<void> {
  const { companyId } = asked;
  await write(master, actor, async (tx) => {
    await enqueueRepair(tx, asked, actor.id ?? "", now);
    if (companyId === null) return;
    const payload = repairAsked(asked);
    await planCrossing(tx, { companyId, kind: "audit.recorded", by: actor, payload });
  });
  if (companyId !== null) await tellCompany(master, companyId, now);
}
