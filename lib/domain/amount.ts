import { z } from "zod";

/** The most that can be typed, in minor units: more is a slip of the finger. */
export const largestAmount = 1_000_000_000;

/**
 * Reads an amount of money as people type it: `49`, `49,5`, `1 490.00`; point or comma before at most two decimals,
 * spaces between thousands. Returns whole minor units (qəpik); null for anything else, `1,490` included, which is a
 * different amount in every country.
 */
export function parseAmount(text: string): number | null {
  const typed = text.trim().replace(/(\d)[\s\u00a0\u202f]+(?=\d{3}(?:\D|$))/gu, "$1");
  const parts = /^(\d{1,10})(?:[.,](\d{1,2}))?$/.exec(typed);
  if (!parts) return null;
  const minor = Number(parts[1]) * 100 + Number((parts[2] ?? "").padEnd(2, "0"));
  return minor <= largestAmount ? minor : null;
}

/** What stands in a field for an amount: `1490`, `49.50`; parsed back it is the same. */
export function amountText(minor: number): string {
  const [whole, cents] = [Math.floor(minor / 100), minor % 100];
  return cents === 0 ? String(whole) : `${whole}.${String(cents).padStart(2, "0")}`;
}

/** An amount of money that must be there, in minor units. */
export const amountSchema = z
  .string({ error: "errors.required" })
  .min(1, "errors.required")
  .transform((text, context) => {
    const minor = parseAmount(text);
    if (minor !== null) return minor;
    context.addIssue({ code: "custom", message: "errors.amount" });
    return z.NEVER;
  });
