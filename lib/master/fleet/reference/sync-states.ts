import { and, desc, eq, gt, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { auditEvents, jobs } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";
import { syncJobKind } from "./sync-job";

export const compareJobKind = "fleet.compare-reference";

/** How a company's reference data stood beside the catalogue, in figures. */
const syncState = z.object({
  id: z.string(),
  /** The edition it follows; null before the first. */
  edition: z.number().nullable(),
  /** What a synchronization would change, leave alone, and offer for linking. */
  changes: z.number(),
  conflicts: z.number(),
  links: z.number(),
  /** Why its database could not be asked; null when it could. */
  error: z.string().nullable(),
});
export type SyncState = z.output<typeof syncState> & {
  /** Ms UTC. */
  readonly at: number;
};

const kept = z.object({ each: z.array(syncState) });

interface Compared {
  readonly id: string;
  readonly plan: {
    readonly edition: readonly [number | null, number | null];
    readonly changes: readonly unknown[];
    readonly conflicts: readonly unknown[];
    readonly links: readonly unknown[];
  } | null;
  readonly error: string | null;
}

/** @param done whether the plan was carried out, so that its changes are there */
export function keepState({ id, plan, error }: Compared, done: boolean): z.output<typeof syncState> {
  return {
    id,
    edition: plan?.edition[done ? 1 : 0] ?? null,
    changes: done ? 0 : (plan?.changes.length ?? 0),
    conflicts: plan?.conflicts.length ?? 0,
    links: plan?.links.length ?? 0,
    error: error?.slice(0, 300) ?? null,
  };
}

/** Has every company compared with the catalogue; changes nothing. One such job at a time. */
export async function askForReferenceComparison(
  tx: MasterTx,
  requestedById: string,
  now: Date,
): Promise<void> {
  const job = { kind: compareJobKind, input: {}, uniqueKey: compareJobKind, maxAttempts: 3, requestedById };
  await enqueueJob(tx, job, now);
}

/** What is known of these companies: by the last comparison or synchronization of all, and what was done to each since. */
export async function syncStates(
  master: MasterDb,
  companyIds: readonly string[],
): Promise<{ readonly at: number | null; readonly states: ReadonlyMap<string, SyncState> }> {
  const found = await Promise.all(
    [compareJobKind, syncJobKind].map((kind) =>
      master
        .select({ at: jobs.finishedAt, result: jobs.result })
        .from(jobs)
        .where(and(eq(jobs.kind, kind), eq(jobs.state, "done")))
        .orderBy(desc(jobs.finishedAt))
        .limit(1),
    ),
  );
  const states = new Map<string, SyncState>();
  const wanted = new Set(companyIds);
  const passes = found.flat().sort((one, other) => (one.at ?? 0) - (other.at ?? 0));
  for (const { at, result } of passes) {
    const { data } = kept.safeParse(JSON.parse(result ?? "null"));
    for (const state of data?.each ?? [])
      if (wanted.has(state.id)) states.set(state.id, { ...state, at: at ?? 0 });
  }
  const at = passes.at(-1)?.at ?? null;
  for (const { companyId, since, edition } of await synchronizedSince(master, companyIds, at ?? 0)) {
    const known = companyId === null ? undefined : states.get(companyId);
    if (known) states.set(known.id, { ...known, edition, changes: 0, error: null, at: since });
  }
  return { at, states };
}

/** Companies that were synchronized alone after all of them were looked at. */
function synchronizedSince(master: MasterDb, companyIds: readonly string[], since: number) {
  return master
    .select({
      companyId: auditEvents.companyId,
      since: sql<number>`max(${auditEvents.at})`,
      edition: sql<number>`max(json_extract(${auditEvents.changes}, '$.edition[1]'))`,
    })
    .from(auditEvents)
    .where(
      and(
        inArray(auditEvents.companyId, [...companyIds]),
        eq(auditEvents.action, "reference.synced"),
        gt(auditEvents.at, since),
      ),
    )
    .groupBy(auditEvents.companyId);
}
