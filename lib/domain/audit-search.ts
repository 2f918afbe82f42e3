import type { AuditFilter } from "./audit-filter";
import { searchTerms } from "./folding";
import { nextDay, startOfDay } from "./zoned-day";

/** The part of a filter that means the same in every log. */
export function searchOf({ q, group, action, impersonated, from, to }: AuditFilter, timeZone: string) {
  return {
    actions: action,
    // Whoever names an action has said more than its first part does.
    groups: action.length > 0 ? [] : group,
    impersonated,
    from: from === null ? null : startOfDay(from, timeZone),
    to: to === null ? null : startOfDay(nextDay(to), timeZone),
    named: q === "" ? null : { words: searchTerms(q), ids: [q] },
  };
}
