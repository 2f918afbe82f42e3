import type { Translate } from "@/lib/i18n/translator";
import type { KeptFinding, KeptStep } from "@/lib/master/fleet/doctor/kept-examination";

const names = [
  "actual",
  "column",
  "complaint",
  "expected",
  "found",
  "generation",
  "id",
  "migration",
  "name",
  "parent",
  "registered",
  "rows",
  "rule",
  "state",
  "table",
  "why",
];

/** Whatever a sentence asks for: what is not known is a dash. */
function valuesOf(detail: KeptFinding["detail"], message: string): Record<string, string | number> {
  const known = Object.fromEntries(
    names.map((name) => {
      const value = detail[name];
      return [name, Array.isArray(value) ? value.join("; ") : (value ?? "–")];
    }),
  );
  return { ...known, message };
}

type Knows = (key: string) => boolean;

/** What was found, in a sentence; what no page has words for as the engine says it. */
export function sayFinding(t: Translate, knows: Knows, finding: KeptFinding): string {
  const { code, detail, message } = finding;
  const key = code === "schema.different" ? `difference.${detail.kind}` : `finding.${code}`;
  return knows(key) ? t(`fleetDoctor.${key}`, valuesOf(detail, message)) : message;
}

/** What will be done, in a sentence. */
export function sayStep(t: Translate, knows: Knows, { code, detail, text }: KeptStep): string {
  const key = `step.${code}`;
  return knows(key) ? t(`fleetDoctor.${key}`, valuesOf(detail, text)) : text;
}
