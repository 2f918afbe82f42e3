import { z } from "zod";
import { openMaster, undoQuarantine } from "@/lib/databases";
import { type Examination, examineCompanies, type NamedCompany } from "@/lib/journeys/examine-company";
import { type RepairedCompany, repairCompanies } from "@/lib/journeys/repair-company";
import { findCompany } from "@/lib/master/companies/find-company";
import { examinableCompanies } from "@/lib/master/fleet/doctor/examinable-companies";
import { type CommandContext, defineCommand, type Outcome, type Step } from "../command";
import { followed } from "../steps";
import { type DoctorReport, isIll, showDoctorReport } from "./tenants-doctor-report";

const input = z
  .object({
    company: z.string().optional(),
    repair: z.boolean().default(false),
    yes: z.boolean().default(false),
    undo: z.boolean().default(false),
  })
  .refine(({ undo, repair }) => !(undo && repair), { path: ["undo"], error: "does not go with --repair" })
  .refine(({ yes, repair }) => !yes || repair, { path: ["yes"], error: "is for --repair" });

export const tenantsDoctor = defineCommand({
  name: "tenants doctor",
  summary: "Find what is wrong with companies' databases, and repair it on new generations",
  options: [
    ["--company <slug-or-code>", "only this one"],
    ["--repair", "show what a repair would do, and do it once you agree"],
    ["--yes", "with --repair: without asking"],
    ["--undo", "put rows that a repair set aside back, where they fit again"],
  ],
  input,
  run: ({ company, repair, yes, undo }, context) =>
    undo ? putBack(company, context) : examine(company, repair, yes, context),
  show: showDoctorReport,
  confirm: ({ mode, companies, elsewhere }) => {
    const steps = companies.reduce((sum, { plan }) => sum + plan.steps.length, 0);
    const stuck = [...elsewhere, ...companies.flatMap(({ findings }) => findings)].some(
      ({ remedy }) => remedy === "reconcile",
    );
    if (mode !== "planned" || (steps === 0 && !stuck)) return null;
    return { question: "Repair now?", input: { yes: true } };
  },
});

async function* examine(
  company: string | undefined,
  repair: boolean,
  yes: boolean,
  context: CommandContext,
): AsyncGenerator<Step, Outcome<DoctorReport>, void> {
  const chosen = await choose(company);
  const found = yield* examineAll(chosen, company === undefined, context);
  const mode = repair ? "planned" : "examined";
  if (!(repair && yes)) return outcome({ mode, ...found, repaired: [], undone: [] });
  const repaired = yield* repairAll(found, context);
  const seen = new Set(repaired.map(({ id }) => id));
  const again = yield* examineAll(
    chosen.filter(({ id }) => seen.has(id)),
    company === undefined,
    context,
  );
  const after = new Map(again.companies.map((each) => [each.id, each]));
  const companies = found.companies.map((each) => after.get(each.id) ?? each);
  return outcome({ mode: "repaired", companies, elsewhere: again.elsewhere, repaired, undone: [] });
}

async function choose(company: string | undefined): Promise<NamedCompany[]> {
  const master = await openMaster();
  const chosen =
    company === undefined ? await examinableCompanies(master) : [await findCompany(master, company)];
  return chosen.map(({ id, slug }) => ({ id, slug }));
}

function examineAll(chosen: readonly NamedCompany[], everything: boolean, { signal }: CommandContext) {
  return followed<Examination>((report) =>
    examineCompanies(chosen, everything, {
      signal,
      onEach: ({ slug, findings }, done, total) =>
        report({
          done,
          total,
          text: `${slug}: ${findings.length === 0 ? "healthy" : `${findings.length} found`}`,
        }),
    }),
  );
}

function repairAll(found: Examination, { actor, now, signal }: CommandContext) {
  return followed<RepairedCompany[]>((report) =>
    repairCompanies(found, actor, now(), {
      signal,
      onEach: ({ slug, generation, error }, done, total) =>
        report({
          done,
          total,
          text: `${slug}: ${error ?? (generation === null ? "nothing to repair inside" : `generation ${generation}`)}`,
        }),
    }),
  );
}

async function* putBack(
  company: string | undefined,
  { actor, now }: CommandContext,
): AsyncGenerator<Step, Outcome<DoctorReport>, void> {
  const chosen = await choose(company);
  const undone: DoctorReport["undone"][number][] = [];
  for (const { id, slug } of chosen) {
    const result = await undoQuarantine(id, actor, now()).catch((error) => ({
      restored: 0,
      waiting: [],
      error: error instanceof Error ? error.message : String(error),
    }));
    undone.push({ slug, error: null, ...result });
    yield { done: undone.length, total: chosen.length, text: `${slug}: ${result.restored} put back` };
  }
  return outcome({ mode: "undone", companies: [], elsewhere: [], repaired: [], undone });
}

function outcome(data: DoctorReport): Outcome<DoctorReport> {
  return { data, failed: isIll(data) };
}
