import type { IntegrityFinding, Undone } from "@/lib/databases";
import type { Examination } from "@/lib/journeys/examine-company";
import type { RepairedCompany } from "@/lib/journeys/repair-company";
import { table } from "../table";

export interface DoctorReport extends Examination {
  /** `planned`: what a repair would do is shown, and nothing was done. */
  readonly mode: "examined" | "planned" | "repaired" | "undone";
  readonly repaired: readonly RepairedCompany[];
  readonly undone: ReadonlyArray<Undone & { readonly slug: string; readonly error: string | null }>;
}

/** Whether somebody has to see to something still. */
export function isIll({ companies, elsewhere, repaired, undone }: DoctorReport): boolean {
  return (
    [...elsewhere, ...companies.flatMap(({ findings }) => findings)].some(
      ({ severity }) => severity !== "note",
    ) ||
    repaired.some(({ error }) => error !== null) ||
    undone.some(({ error, waiting }) => error !== null || waiting.length > 0)
  );
}

export function showDoctorReport(report: DoctorReport): string {
  if (report.mode === "undone") return showUndone(report);
  const blocks = [
    ...(report.repaired.length > 0 ? [showRepaired(report.repaired)] : []),
    ...showFindings(report),
    ...(report.mode === "planned" ? showPlan(report) : []),
    summary(report),
  ];
  return blocks.join("\n\n");
}

function showFindings({ companies, elsewhere }: DoctorReport): string[] {
  const rows = (where: string, findings: readonly IntegrityFinding[]) =>
    findings.map(({ severity, code, message }) => [where, severity, code, message]);
  const all = [...rows("–", elsewhere), ...companies.flatMap(({ slug, findings }) => rows(slug, findings))];
  return all.length === 0 ? [] : [table(["Company", "Severity", "Finding", "What"], all)];
}

function showPlan({ companies }: DoctorReport): string[] {
  return companies.flatMap(({ slug, plan, findings }) => {
    const stopped = plan.stoppedBy.map(({ message }) => `   Nothing is repaired before this: ${message}`);
    const first = findings.some(({ remedy }) => remedy === "reconcile")
      ? ["   Finish, or take back, what died in the middle."]
      : [];
    const steps = plan.steps.map(
      ({ text, rows }) => `   ${text}${rows === null ? "" : ` (${rows} ${rows === 1 ? "row" : "rows"})`}`,
    );
    const lines = [...stopped, ...first, ...steps];
    return lines.length === 0
      ? []
      : [[`A repair of ${slug} would, on a copy that then takes its place:`, ...lines].join("\n")];
  });
}

function showRepaired(repaired: readonly RepairedCompany[]): string {
  return table(
    ["Company", "Generation", "Set aside", "Problem"],
    repaired.map(({ slug, generation, quarantined, error }) => [slug, generation, quarantined, error ?? ""]),
  );
}

function showUndone({ undone }: DoctorReport): string {
  const rows = undone
    .filter(({ restored, waiting, error }) => restored + waiting.length > 0 || error !== null)
    .map(({ slug, restored, waiting, error }) => [
      slug,
      restored,
      waiting.length,
      error ?? [...new Set(waiting.map(({ table: name, why }) => `${name}: ${why}`))].slice(0, 3).join("; "),
    ]);
  if (rows.length === 0) return "No row waits in quarantine.";
  return table(["Company", "Put back", "Still waiting", "Why"], rows);
}

function summary(report: DoctorReport): string {
  const { companies, mode } = report;
  const ill = companies.filter(({ findings }) => findings.some(({ severity }) => severity !== "note")).length;
  const counted = `${companies.length - ill} of ${companies.length} companies are healthy.`;
  if (mode !== "planned" || !isIll(report)) return counted;
  return `${counted} Nothing was changed: --yes repairs without asking.`;
}
