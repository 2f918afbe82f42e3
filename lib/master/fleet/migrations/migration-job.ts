import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { jobs } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx, RunOptions } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";

/** What an operator may choose on the page. */
export const migrationForm = z.object({
  canary: z.enum(["random", "none"]).default("random"),
  concurrency: z.coerce.number().int().min(1).max(64).default(4),
  /** Empty: to the end, whatever fails. */
  maxFailures: z.preprocess(
    (given) => (given === "" ? undefined : given),
    z.coerce.number().int().min(1).max(1_000_000).optional(),
  ),
  copies: z.preprocess((given) => given === "on" || given === true, z.boolean()).default(false),
});
export type MigrationForm = z.output<typeof migrationForm>;

export const migrationJobKind = "fleet.migrate";

/** What the job is given: a run of its own, so that beginning it a second time goes on with it; or one to resume. */
export const migrationJobInput = z.union([
  z.object({
    runId: z.string(),
    canary: z.enum(["random", "none"]),
    concurrency: z.number().int(),
    maxFailures: z.number().int().nullable(),
    copies: z.boolean(),
  }),
  // `askedAt` in ms UTC: what somebody stops after that stays stopped, however often the job begins.
  z.object({ resume: z.string(), askedAt: z.number().optional() }),
]);

/** There is never more than one open; asking again while one is changes nothing. */
export async function askForMigration(
  tx: MasterTx,
  { canary, concurrency, maxFailures = undefined, copies }: MigrationForm,
  requestedById: string,
  now: Date,
): Promise<void> {
  const options: Pick<RunOptions, "canary" | "concurrency" | "maxFailures" | "copies"> = {
    canary,
    concurrency,
    maxFailures: maxFailures ?? null,
    copies,
  };
  await enqueue(tx, { runId: newId(), ...options }, requestedById, now);
}

export function askToResume(tx: MasterTx, runId: string, requestedById: string, now: Date): Promise<void> {
  return enqueue(tx, { resume: runId, askedAt: now.getTime() }, requestedById, now);
}

async function enqueue(tx: MasterTx, input: object, requestedById: string, now: Date): Promise<void> {
  await enqueueJob(
    tx,
    // A run that stopped is the end of its job, for somebody to look at. What is tried again met another run: also its own
    // of an attempt that died, until that is known to be dead.
    { kind: migrationJobKind, input, uniqueKey: migrationJobKind, requestedById },
    now,
  );
}

/** Whether one is asked for and not over. */
export async function isJobOpen(master: MasterDb): Promise<boolean> {
  const open = await master.$count(
    jobs,
    and(eq(jobs.kind, migrationJobKind), inArray(jobs.state, ["waiting", "running"])),
  );
  return open > 0;
}
