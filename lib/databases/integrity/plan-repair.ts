import { say } from "./check-rows";
import type { FindingCode, FindingDetail, IntegrityFinding } from "./finding";

export interface RepairStep {
  /** What it sees to: something that was found, or a whole table that is made anew. For words in other languages. */
  readonly code: FindingCode | "rebuild";
  /** Of what was found; of a table that is made anew `table`, `rows` and `why`. */
  readonly detail: FindingDetail;
  /** One sentence: what will be done. */
  readonly text: string;
  readonly table: string | null;
  /** Rows it concerns; null when it concerns none. */
  readonly rows: number | null;
}

export interface RepairPlan {
  readonly steps: readonly RepairStep[];
  /** What a person has to see to before anything is repaired; then there are no steps. */
  readonly stoppedBy: readonly IntegrityFinding[];
}

/** What a repair would do about what was found. Says it, and does nothing. */
export function planRepair(findings: readonly IntegrityFinding[]): RepairPlan {
  const stoppedBy = findings.filter(({ remedy }) => remedy === "stops");
  if (stoppedBy.length > 0) return { steps: [], stoppedBy };
  const mended = findings.filter(({ remedy }) => remedy === "generation");
  return { steps: [...rebuilding(mended), ...mended.flatMap(stepOf)], stoppedBy: [] };
}

const text = (value: IntegrityFinding["detail"][string] | undefined) => String(value ?? "");
const number = (value: IntegrityFinding["detail"][string] | undefined) => Number(value ?? 0);

/** One step per table, however much is wrong with it. */
function rebuilding(findings: readonly IntegrityFinding[]): RepairStep[] {
  const reasons = new Map<string, { rows: number; why: string[] }>();
  for (const { code, detail } of findings) {
    const rebuilt = code.startsWith("integrity.") || (code === "schema.different" && detail.rows !== null);
    if (!rebuilt) continue;
    const known = reasons.get(text(detail.table)) ?? { rows: 0, why: [] };
    known.rows = Math.max(known.rows, number(detail.rows));
    known.why.push(code === "schema.different" ? text(detail.name) : text(detail.complaint));
    reasons.set(text(detail.table), known);
  }
  return [...reasons].map(([table, { rows, why }]) => ({
    code: "rebuild",
    detail: { table, rows, why },
    text: `Make ${table} anew as it should be (${why.join("; ")}) and copy its ${say(rows)}; columns that nobody knows are kept.`,
    table,
    rows,
  }));
}

type Doing = Omit<RepairStep, "code" | "detail">;

const steps: Partial<Record<FindingCode, (found: IntegrityFinding) => Doing | null>> = {
  "identity.missing": () => inWords("Write into the database whose it is: its own key opens it."),
  "identity.epoch": () => inWords("Begin a new epoch, the same in the database and the registry."),
  "identity.fenced": () => inWords("Let writers in again."),
  "registry.schema-version": () => inWords("Enter the schema that the database has into the registry."),
  "ledger.gap": ({ detail }) => inWords(`Complete migration ${text(detail.migration)} and enter it.`),
  "ledger.changed": ({ detail }) =>
    inWords(`Enter the hash of today's file for migration ${text(detail.migration)}.`),
  "ledger.pending": ({ detail }) => inWords(`Apply migration ${text(detail.migration)}.`),
  "ledger.unrecorded": ({ detail }) => inWords(`Complete migration ${text(detail.migration)} and enter it.`),
  "ledger.not-applied": ({ detail }) => inWords(`Complete migration ${text(detail.migration)}.`),
  "schema.different": ({ detail }) => (detail.rows === null ? madeAgain(detail) : null),
  "schema.other-kind": ({ detail }) =>
    inRows(detail, `Set aside all rows of ${text(detail.table)}, and take the empty table away.`),
  "rows.null-timestamp": ({ detail }) =>
    inRows(
      detail,
      `Fill ${text(detail.table)}.${text(detail.column)}: from the other timestamp, else from the row's id, else with the time of the first migration.`,
    ),
  "rows.orphaned": ({ detail }) =>
    inRows(
      detail,
      `Bring back what ${text(detail.table)} points to in ${text(detail.parent)} where the platform still knows it, and set the other rows aside.`,
    ),
  "rows.breaking": ({ detail }) =>
    inRows(detail, `Set aside the rows of ${text(detail.table)} that ${text(detail.rule)}.`),
};

function stepOf(found: IntegrityFinding): RepairStep[] {
  const step = steps[found.code]?.(found) ?? null;
  return step ? [{ code: found.code, detail: found.detail, ...step }] : [];
}

const inWords = (words: string): Doing => ({ text: words, table: null, rows: null });

const inRows = (detail: IntegrityFinding["detail"], words: string): Doing => ({
  text: words,
  table: text(detail.table),
  rows: number(detail.rows),
});

function madeAgain({ kind, table, name }: IntegrityFinding["detail"]): Doing {
  const [what = ""] = text(kind).split("-");
  const words =
    what === "table"
      ? `Make the table ${text(table)}, which is empty then.`
      : `Make the ${what} ${text(name)} again.`;
  return { text: words, table: text(table), rows: null };
}
