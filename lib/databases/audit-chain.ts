import { setImmediate as turn } from "node:timers/promises";
import { asc, getTableColumns, gt, sql } from "drizzle-orm";
import { auditEvents } from "@/drizzle/tenant/schema/audit";
import { chainStart, eventHash } from "./audit";
import { handleState } from "./handle-state";
import type { MasterDb, TenantDb } from "./handles";

/** The last event of a chain at some time: what comes after it may grow, what it stands for may not change. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/**
 * `missing`: an event between two others is gone. `unlinked`: it does not follow the one before it. `altered`: it is
 * not what its hash was taken of. `rewritten`: sound in itself, but not the event that was seen here earlier.
 * `shortened`: the chain ends before an event that was seen earlier.
 */
export type ChainBreak = "missing" | "unlinked" | "altered" | "rewritten" | "shortened";

export interface ChainReport {
  /** How many events were found sound. */
  readonly events: number;
  readonly head: ChainHead | null;
  /** The first event that is not as it was, or should be there and is not. */
  readonly brokenAt: { readonly seq: number; readonly why: ChainBreak } | null;
}

/** About a millisecond; others wait for no more than one of them. */
const batchSize = 40;

/**
 * Goes through the whole log of a database and takes every hash again.
 * @param known the head of an earlier verification: what a chain alone cannot tell, that its end was cut off
 */
export async function verifyChain(db: MasterDb | TenantDb, known: ChainHead | null): Promise<ChainReport> {
  let head: ChainHead | null = null;
  for (;;) {
    const events = await batchAfter(db, head?.seq ?? 0);
    for (const event of events) {
      const why = breakOf(event, head, known);
      // The first one missing, not the one after it.
      const seq = why === "missing" ? (head?.seq ?? 0) + 1 : event.seq;
      if (why) return { events: head?.seq ?? 0, head, brokenAt: { seq, why } };
      head = { seq: event.seq, hash: event.hash };
    }
    if (events.length < batchSize) break;
    // Reading a file and hashing hold the thread: others take their turn between two batches.
    await turn();
  }
  const end = head?.seq ?? 0;
  const brokenAt = known && end < known.seq ? { seq: end + 1, why: "shortened" as const } : null;
  return { events: end, head, brokenAt };
}

type ChainEvent = Awaited<ReturnType<typeof batchAfter>>[number];

function breakOf(
  { hash, companyId, ...event }: ChainEvent,
  before: ChainHead | null,
  known: ChainHead | null,
): ChainBreak | null {
  if (event.seq !== (before?.seq ?? 0) + 1) return "missing";
  if (event.previousHash !== (before?.hash ?? chainStart)) return "unlinked";
  if (eventHash(event, companyId) !== hash) return "altered";
  return known?.seq === event.seq && known.hash !== hash ? "rewritten" : null;
}

function batchAfter(db: MasterDb | TenantDb, seq: number) {
  const inMaster = handleState(db).kind === "master";
  return db
    .select({
      ...getTableColumns(auditEvents),
      companyId: inMaster ? sql<string | null>`company_id` : sql<null>`NULL`,
    })
    .from(auditEvents)
    .where(gt(auditEvents.seq, seq))
    .orderBy(asc(auditEvents.seq))
    .limit(batchSize);
}
