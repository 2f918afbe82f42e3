import { and, desc, eq, gt, gte, inArray, isNotNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import { auditEvents } from "@/drizzle/tenant/schema/audit";
import { fold } from "@/lib/domain/folding";
import { seqBounds } from "./audit-days";
import { handleState } from "./handle-state";
import type { MasterDb, TenantDb } from "./handles";

/** Which events are looked for. Only the platform's log has companies, and indexes by company, actor and action. */
export interface EventSearch {
  readonly companyId?: string | null;
  readonly actorId?: string | null;
  readonly actions?: readonly string[];
  /** First parts of actions. */
  readonly groups?: readonly string[];
  readonly impersonated?: boolean;
  /** Ms UTC, the second one exclusive. */
  readonly from?: number | null;
  readonly to?: number | null;
  /** Folded words that the record's name has all of; or else one of these texts is the record's id or the request's. */
  readonly named?: EventName | null;
}

export interface EventName {
  /** None of them names nothing. */
  readonly words: readonly string[];
  readonly ids: readonly string[];
}

export interface EventCursor {
  readonly before?: number | null;
  readonly after?: number | null;
  readonly size: number;
}

/** What has no index of its own is looked for among so many events at a time, so that a page never takes long. */
export const mostLookedAt = 20_000;

/**
 * Events in the order in which they happened, the newest first, walking an index from a place in the log: how many
 * events there are makes no difference.
 * @param most how many come back at most
 */
export async function findEvents(
  db: MasterDb | TenantDb,
  search: EventSearch,
  { before = null, after = null, size: most }: EventCursor,
) {
  if (search.named) return findNamed(db, search.named, search, { before, after, size: most });
  const { walk, rest } = await planOf(db, search, { before, after });
  if (rest.length === 0) return inOrder(await walk(most));
  // The outer query stops the inner one as soon as it has enough; sorted again, it would go through all of it.
  // Called like the table, so that conditions name its columns the same way outside.
  const looked = walk(mostLookedAt).as("audit_events");
  return inOrder(
    await db
      .select()
      .from(looked)
      .where(and(...rest))
      .limit(most),
  );
}

const namesAtOnce = 500;

/**
 * Names are kept as they were written, so each is folded here, some hundred at a time: a pattern that the database
 * tries at every letter of every name takes minutes for names and words that somebody chose for it, and everybody
 * waits.
 */
async function findNamed(
  db: MasterDb | TenantDb,
  named: EventName,
  search: EventSearch,
  { before = null, after = null, size: most }: EventCursor,
) {
  const found: number[] = [];
  let from = { before, after };
  for (let looked = 0; looked < mostLookedAt && found.length < most; looked += namesAtOnce) {
    const { walk, rest } = await planOf(db, search, from);
    const { seq, subjectLabel, subjectId, requestId } = auditEvents;
    const fits = sql<number>`${and(...rest) ?? sql`1`}`;
    const walked = await db
      .select({ seq, subjectLabel, subjectId, requestId, fits })
      .from(walk(namesAtOnce).as("audit_events"));
    for (const event of walked) if (event.fits === 1 && isNamed(event, named)) found.push(event.seq);
    const last = walked.at(-1);
    if (!last || walked.length < namesAtOnce) break;
    from = after === null ? { before: last.seq, after } : { before, after: last.seq };
  }
  if (found.length === 0) return [];
  const columnsHere = columns(handleState(db).kind === "master");
  return inOrder(
    await db
      .select(columnsHere)
      .from(auditEvents)
      .where(inArray(auditEvents.seq, found.slice(0, most))),
  );
}

function isNamed(
  event: { subjectLabel: string; subjectId: string; requestId: string | null },
  { words, ids }: EventName,
): boolean {
  if (ids.includes(event.subjectId) || (event.requestId !== null && ids.includes(event.requestId)))
    return true;
  if (words.length === 0) return false;
  const label = fold(event.subjectLabel);
  return words.every((word) => label.includes(word));
}

export type AuditEvent = Awaited<ReturnType<typeof findEvents>>[number];

/** How far back a search that found too little has looked; null when it looked at everything there is. */
export async function lookedBackTo(
  db: MasterDb | TenantDb,
  search: EventSearch,
  { before = null }: Pick<EventCursor, "before">,
): Promise<{ seq: number; at: number } | null> {
  const { walk, rest } = await planOf(db, search, { before, after: null });
  if (rest.length === 0 && !search.named) return null;
  const [last] = await walk(1).offset(mostLookedAt - 1);
  return last ? { seq: last.seq, at: last.at } : null;
}

/** One index to walk along, and what is asked of the events met on the way. */
async function planOf(
  db: MasterDb | TenantDb,
  search: EventSearch,
  { before, after }: { before: number | null; after: number | null },
) {
  const { seq, at } = auditEvents;
  const { lowest, highest } = await seqBounds(db, search);
  const within = [
    before === null ? undefined : lt(seq, before),
    after === null ? undefined : gt(seq, after),
    lowest === null ? undefined : gte(seq, lowest),
    highest === null ? undefined : lte(seq, highest),
  ];
  const asked = {
    company: search.companyId ? [eq(companyOf, search.companyId)] : [],
    actor: search.actorId ? [eq(auditEvents.actorId, search.actorId)] : [],
    action: (search.actions ?? []).map((action) => eq(auditEvents.action, action)),
  };
  const inMaster = handleState(db).kind === "master";
  const lead = inMaster ? (["company", "actor", "action"] as const).find((by) => asked[by].length > 0) : null;
  const rest = [
    ...(["company", "actor", "action"] as const).filter((by) => by !== lead).map((by) => or(...asked[by])),
    ofGroups(search.groups ?? []),
    search.impersonated ? isNotNull(auditEvents.impersonatorId) : undefined,
    search.from ? gte(at, search.from) : undefined,
    search.to ? lt(at, search.to) : undefined,
  ].filter((condition) => condition !== undefined);
  const select = (first: SQL | undefined) =>
    db
      .select(columns(inMaster))
      .from(auditEvents)
      .where(and(first, ...within));
  const order = after === null ? sql`"seq" DESC` : sql`"seq" ASC`;
  const walk = (most: number) => {
    const [first, second, ...others] = (lead ? asked[lead] : [undefined]).map(select);
    if (!first) throw new TypeError("There is always one walk.");
    // SQLite merges walks that are each in order, one event at a time.
    const walked = second ? unionAll(first, second, ...others) : first;
    return walked.orderBy(order).limit(most).$dynamic();
  };
  return { walk, rest };
}

const companyOf = sql<string | null>`"company_id"`;

/** Only the columns that are shown or asked for, by names that are the same inside and outside of a subquery. */
const columns = (inMaster: boolean) => ({
  seq: auditEvents.seq,
  id: auditEvents.id,
  at: auditEvents.at,
  actorId: auditEvents.actorId,
  actorName: auditEvents.actorName,
  impersonatorId: auditEvents.impersonatorId,
  impersonatorName: auditEvents.impersonatorName,
  action: auditEvents.action,
  subjectType: auditEvents.subjectType,
  subjectId: auditEvents.subjectId,
  subjectLabel: auditEvents.subjectLabel,
  changes: auditEvents.changes,
  address: auditEvents.address,
  requestId: auditEvents.requestId,
  companyId: (inMaster ? companyOf : sql<string | null>`NULL`).as("company_id"),
});

function ofGroups(groups: readonly string[]): SQL | undefined {
  return or(
    ...groups.map((group) => and(gte(auditEvents.action, `${group}.`), lt(auditEvents.action, `${group}/`))),
  );
}

const inOrder = <Event extends { seq: number }>(events: Event[]) => events.sort((a, b) => b.seq - a.seq);

/** The newest event's place in the log; 0 when there is none. */
export async function newestSeq(db: MasterDb | TenantDb): Promise<number> {
  const [last] = await db
    .select({ seq: auditEvents.seq })
    .from(auditEvents)
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  return last?.seq ?? 0;
}
