import { openMaster, type RepairPlan } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { type Examined, examineCompanies } from "@/lib/journeys/examine-company";
import { repairCompanies } from "@/lib/journeys/repair-company";
import { assertConfirmed } from "@/lib/master/fleet/backups/restore-jobs";
import { examinableCompanies } from "@/lib/master/fleet/doctor/examinable-companies";
import { examineJobInput, examineJobKind } from "@/lib/master/fleet/doctor/examine-job";
import {
  type KeptExamination,
  keepCompany,
  keepExamination,
} from "@/lib/master/fleet/doctor/kept-examination";
import { type RepairResult, repairJobInput, repairJobKind } from "@/lib/master/fleet/doctor/repair-job";
import { defineHandler, type JobContext, type JobHandler } from "./handler";

/** What operators have the doctor do. */
export const doctorHandlers: Readonly<Record<string, JobHandler>> = {
  [examineJobKind]: defineHandler(
    examineJobInput,
    async ({ companyId }, { signal, progress }): Promise<KeptExamination> => {
      const chosen = await choose(companyId);
      const everything = companyId === null;
      const { companies, elsewhere } = await examineCompanies(chosen, everything, {
        signal,
        onEach: ({ slug }, done, total) => progress(done, total, slug),
      });
      return keepExamination(companies, everything ? elsewhere : null);
    },
  ),
  [repairJobKind]: defineHandler(repairJobInput, async ({ companyId, plan, until }, context) => {
    assertConfirmed({ until }, context.now());
    return companyId === null ? repairElsewhere(plan, context) : repairOne(companyId, plan, context);
  }),
};

async function choose(companyId: string | null) {
  const all = await examinableCompanies(await openMaster());
  return companyId === null ? all : all.filter(({ id }) => id === companyId);
}

/** What was read is what is done: a plan that became another one since is shown anew instead. */
async function repairOne(
  companyId: string,
  plan: string,
  { actor, now, signal, progress }: JobContext,
): Promise<RepairResult> {
  const [company] = await choose(companyId);
  if (!company) throw new NotFound("company");
  const look = async (): Promise<Examined | undefined> =>
    (await examineCompanies([company], false, { signal })).companies.find(
      ({ purpose = "main" }) => purpose === "main",
    );
  progress(0, 3, "examining");
  const before = await look();
  const kept = before && keepCompany(before);
  const stay = { error: null, generation: null, quarantined: 0, steps: [], elsewhere: null };
  if (!before || !kept || before.findings.length === 0) return { outcome: "nothing", company: null, ...stay };
  if (kept.plan === null)
    return {
      outcome: before.plan.stoppedBy.length > 0 ? "stopped" : "nothing",
      company: kept,
      ...stay,
    };
  if (kept.plan !== plan) return { outcome: "changed", company: kept, ...stay };
  progress(1, 3, "repairing");
  // What was not seen inside before it was brought in line may need more: that is for somebody to read first.
  const inside = (of: RepairPlan) => keepCompany({ ...before, findings: [], plan: of }).plan;
  const approves = (found: RepairPlan) => inside(found) === inside(before.plan);
  const ill = { companies: [before], elsewhere: [] };
  const [repaired] = await repairCompanies(ill, actor, now(), { signal, approves });
  progress(2, 3, "examining again");
  const after = await look();
  const isOther = inside(before.plan) !== null && repaired?.error == null && repaired?.generation == null;
  if (isOther) return { outcome: "changed", company: after ? keepCompany(after) : null, ...stay };
  return {
    outcome: repaired?.error == null ? "repaired" : "failed",
    error: repaired?.error?.slice(0, 500) ?? null,
    generation: repaired?.generation ?? null,
    quarantined: repaired?.quarantined ?? 0,
    steps: kept.steps,
    company: after && after.findings.length > 0 ? keepCompany(after) : null,
    elsewhere: null,
  };
}

async function repairElsewhere(
  plan: string,
  { actor, now, signal, progress }: JobContext,
): Promise<RepairResult> {
  const look = async () => (await examineCompanies([], true, { signal })).elsewhere;
  progress(0, 2, "examining");
  const found = await look();
  const before = keepExamination([], found);
  const stay = { error: null, generation: null, quarantined: 0, steps: [], company: null };
  if (before.elsewherePlan !== plan) return { outcome: "nothing", ...stay, elsewhere: before.elsewhere };
  progress(1, 2, "repairing");
  await repairCompanies({ companies: [], elsewhere: found }, actor, now(), { signal });
  return { outcome: "repaired", ...stay, elsewhere: keepExamination([], await look()).elsewhere };
}
