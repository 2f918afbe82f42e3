import { parseCalendarDate } from "./calendar-date";
import { all, first, pageSizes, parseSearch, type Query, shortest } from "./list-query";

/** Which events of a log are asked for, as its address says it. */
export type AuditFilter = {
  /** Part of what the record was called, or its id, or that of the request. */
  q: string;
  /** First parts of actions: `doctor` stands for all of `doctor.*`. */
  group: string[];
  action: string[];
  /** An id; on the platform's page also a username or an email. */
  actor: string | null;
  /** A slug, code or id; only the platform's log has companies. */
  company: string | null;
  /** Only what platform administrators did in somebody's name. */
  impersonated: boolean;
  /** `YYYY-MM-DD`, the first and the last day. */
  from: string | null;
  to: string | null;
  /** Events older, or newer, than this one. */
  before: number | null;
  after: number | null;
  size: (typeof pageSizes)[number];
};

const word = /^[a-z][a-z0-9-]{0,40}$/i;
const actionName = /^[a-z][a-z0-9-]{0,40}\.[a-z][a-z0-9-]{0,60}$/i;
const mostChosen = 40;

/** What is not understood is left out; nothing is thrown. */
export function parseAuditFilter(query: Query): AuditFilter {
  return {
    q: parseSearch(query),
    group: chosen(query.group, word),
    action: chosen(query.action, actionName),
    actor: text(query.actor),
    company: text(query.company),
    impersonated: first(query.impersonated) === "1",
    from: parseCalendarDate(first(query.from) ?? ""),
    to: parseCalendarDate(first(query.to) ?? ""),
    before: position(query.before),
    after: position(query.after),
    size: pageSizes.find((size) => size === Number(first(query.size))) ?? 50,
  };
}

/** The parameters that `parseAuditFilter` reads, without those that say nothing. */
export function auditQuery(filter: AuditFilter): Query {
  const { before, after, size, impersonated, ...rest } = filter;
  return shortest({
    ...rest,
    impersonated: impersonated ? "1" : null,
    before: before === null ? null : String(before),
    after: after === null ? null : String(after),
    size: size === 50 ? null : String(size),
  });
}

/** Whether anything but the place in the log is asked for. */
export function isAuditFiltered(filter: AuditFilter): boolean {
  const { before, after, size, ...asked } = auditQuery(filter);
  return Object.keys(asked).length > 0;
}

const chosen = (value: Query[string], like: RegExp) =>
  [...new Set(all(value))].filter((one) => like.test(one)).slice(0, mostChosen);

const text = (value: Query[string]) => (first(value) ?? "").trim().slice(0, 100) || null;

function position(value: Query[string]): number | null {
  const seq = Number(first(value));
  return Number.isSafeInteger(seq) && seq >= 1 ? seq : null;
}
