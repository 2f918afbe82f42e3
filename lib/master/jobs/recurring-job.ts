import { and, inArray } from "drizzle-orm";
import { jobs } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { enqueueJob } from "./enqueue-job";

/** It fails as often as it may: what recurs is never given up. */
export const attemptsWithoutEnd = 1_000_000_000;

/** The kinds among these that no open job is of. */
export async function missingKinds(master: MasterDb, kinds: readonly string[]): Promise<string[]> {
  const open = await master
    .select({ kind: jobs.kind })
    .from(jobs)
    .where(and(inArray(jobs.state, ["waiting", "running"]), inArray(jobs.uniqueKey, [...kinds])));
  const known = new Set(open.map(({ kind }) => kind));
  return kinds.filter((kind) => !known.has(kind));
}

/** Puts what recurs into the list, once, however many hosts do so; its kind is its key. */
export async function enqueueRecurring(tx: MasterTx, kind: string, dueAt: number, now: Date): Promise<void> {
  await enqueueJob(tx, { kind, input: {}, uniqueKey: kind, dueAt, maxAttempts: attemptsWithoutEnd }, now);
}
