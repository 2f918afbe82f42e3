import { createHash } from "node:crypto";
import { z } from "zod";
import type { DatabasePurpose } from "@/drizzle/master/schema";
import type { FindingDetail, IntegrityFinding, RepairPlan } from "@/lib/databases";

/** Of all companies of an examination, and of one; the rest is counted. Operators read it, so it may not be endless. */
const mostFindings = 1_000;
const mostOfOne = 60;
const longestText = 300;

const detail = z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())]));

export const keptFinding = z.object({
  code: z.string(),
  severity: z.enum(["error", "warning", "note"]),
  remedy: z.enum(["generation", "reconcile", "operator", "stops", "nothing"]),
  detail,
  /** In English, for codes that a page has no words for. */
  message: z.string(),
});
export type KeptFinding = z.output<typeof keptFinding>;

export const keptStep = z.object({ code: z.string(), detail, text: z.string(), rows: z.number().nullable() });
export type KeptStep = z.output<typeof keptStep>;

const counts = z.object({ error: z.number(), warning: z.number(), note: z.number() });

export const keptCompany = z.object({
  id: z.string(),
  slug: z.string(),
  /** Of its sandbox, and not of its own database. */
  sandbox: z.boolean(),
  counts,
  /** As many as are kept; `counts` counts all. */
  findings: z.array(keptFinding),
  /** What a repair would do; empty when a person has to see to something first. */
  steps: z.array(keptStep),
  stepCount: z.number(),
  /** Of all steps, so that what is done is what was read; null when there is nothing to do. */
  plan: z.string().nullable(),
});
export type KeptCompany = z.output<typeof keptCompany>;

/** What is kept of an examination, as the result of its job. */
export const keptExamination = z.object({
  examined: z.number(),
  healthy: z.number(),
  /** Those of whom something was found, notes included. */
  companies: z.array(keptCompany),
  /** Of the platform's database, and of files and keys that are nobody's; null when only companies were looked at. */
  elsewhere: z.array(keptFinding).nullable(),
  elsewherePlan: z.string().nullable(),
});
export type KeptExamination = z.output<typeof keptExamination>;

interface Examined {
  readonly id: string;
  readonly slug: string;
  readonly purpose?: DatabasePurpose;
  readonly findings: readonly IntegrityFinding[];
  readonly plan: RepairPlan;
}

/** @param elsewhere null when it was not looked at */
export function keepExamination(
  companies: readonly Examined[],
  elsewhere: readonly IntegrityFinding[] | null,
): KeptExamination {
  let room = mostFindings;
  const ill = companies.filter(({ findings }) => findings.length > 0);
  return {
    examined: companies.length,
    healthy: companies.length - ill.length,
    companies: ill.map((company) => {
      const kept = keepCompany(company, Math.min(room, mostOfOne));
      room -= kept.findings.length;
      // Nobody agrees to steps that they could not read: a look at this company alone keeps them.
      const isReadable = kept.steps.length === Math.min(kept.stepCount, mostOfOne);
      return isReadable ? kept : { ...kept, plan: null };
    }),
    elsewhere: elsewhere?.slice(0, mostOfOne).map(keepFinding) ?? null,
    elsewherePlan: elsewhere?.some(needsReconciling) ? reconcilePlan : null,
  };
}

/** The registry is brought in line as a whole, so there is only one such plan. */
export const reconcilePlan = "reconcile";

const needsReconciling = ({ remedy }: Pick<IntegrityFinding, "remedy">) => remedy === "reconcile";

/** @param room how many findings are kept */
export function keepCompany({ id, slug, purpose, findings, plan }: Examined, room = mostOfOne): KeptCompany {
  const of = (severity: KeptFinding["severity"]) =>
    findings.filter((each) => each.severity === severity).length;
  const steps = [...(findings.some(needsReconciling) ? [reconcileStep] : []), ...plan.steps.map(keepStep)];
  return {
    id,
    slug,
    sandbox: purpose === "sandbox",
    counts: { error: of("error"), warning: of("warning"), note: of("note") },
    findings: findings.slice(0, room).map(keepFinding),
    steps: steps.slice(0, room),
    stepCount: steps.length,
    plan: steps.length === 0 ? null : planMark(steps),
  };
}

const reconcileStep: KeptStep = {
  code: reconcilePlan,
  detail: {},
  text: "Finish or take back what died in the middle, as the next start would.",
  rows: null,
};

const keepFinding = ({ code, severity, remedy, message, detail }: IntegrityFinding): KeptFinding => ({
  code,
  severity,
  remedy,
  message: short(message),
  detail: keepDetail(detail),
});

const keepStep = ({ code, text, rows, detail }: RepairPlan["steps"][number]): KeptStep => ({
  code,
  text: short(text),
  rows,
  detail: keepDetail(detail),
});

/** Keys of single rows stay where the rows are. */
function keepDetail({ examples: _, ...detail }: FindingDetail): KeptFinding["detail"] {
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      typeof value === "string"
        ? short(value)
        : typeof value === "object" && value !== null
          ? value.slice(0, 10).map(short)
          : value,
    ]),
  );
}

const short = (text: string) => (text.length > longestText ? `${text.slice(0, longestText)}…` : text);

/** Equal for plans that do the same to the same things, however many rows that are by then. */
function planMark(steps: readonly KeptStep[]): string {
  const said = steps.map(({ code, detail }) => {
    const { rows: _, ...about } = detail;
    return JSON.stringify([code, Object.entries(about).sort()]);
  });
  return createHash("sha256").update(said.sort().join("\n")).digest("hex").slice(0, 24);
}
