import { agreedUntil } from "./periods";
import type { CurrentSubscription } from "./queries";
import { termsOf } from "./terms";

export interface NextTerms {
  /** When what is agreed now ends; ms UTC, null when nothing says so. */
  readonly from: number | null;
  readonly terms: ReturnType<typeof termsOf>;
}

/** What the next period would bring when the plan has changed since this one was agreed; null when it has not. */
export function nextTerms(current: CurrentSubscription): NextTerms | null {
  const terms = termsOf(current.plan, current.cycle);
  const fields = Object.keys(terms) as (keyof typeof terms)[];
  if (fields.every((field) => terms[field] === current[field])) return null;
  return { from: agreedUntil(current), terms };
}
