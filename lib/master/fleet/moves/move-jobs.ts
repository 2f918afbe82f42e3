import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { jobs } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { AlreadyAsked } from "@/lib/master/fleet/backups/restore-jobs";
import { cancelJob } from "@/lib/master/jobs/cancel-job";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";

export const moveJobKind = "fleet.move-company";
export const drainJobKind = "fleet.drain-server";

/** To another server, or back to where it was before its last move. */
export const moveJobInput = z.union([
  z.object({
    companyId: z.string(),
    databaseId: z.string(),
    toServerId: z.string(),
    /** The company agreed that its database has no key of its own there. */
    acceptPlain: z.boolean(),
  }),
  z.object({ companyId: z.string(), databaseId: z.string(), undo: z.literal(true) }),
]);
export const drainJobInput = z.object({ serverId: z.string(), acceptPlain: z.boolean() });

/**
 * Asks for a move. One of a database at a time.
 * @returns id of the job
 * @throws AlreadyAsked
 */
export async function enqueueMove(
  tx: MasterTx,
  input: z.output<typeof moveJobInput>,
  requestedById: string,
  now: Date,
): Promise<string> {
  const { companyId, databaseId } = input;
  const uniqueKey = `${moveJobKind} ${databaseId}`;
  const job = { kind: moveJobKind, companyId, input, uniqueKey, maxAttempts: 2, requestedById };
  const { id, isNew } = await enqueueJob(tx, job, now);
  if (!isNew) throw new AlreadyAsked();
  return id;
}

/**
 * Asks that everything on a server moves away.
 * @returns id of the job
 * @throws AlreadyAsked
 */
export async function enqueueDrain(
  tx: MasterTx,
  input: z.output<typeof drainJobInput>,
  requestedById: string,
  now: Date,
): Promise<string> {
  const uniqueKey = `${drainJobKind} ${input.serverId}`;
  const job = { kind: drainJobKind, input, uniqueKey, maxAttempts: 5, requestedById };
  const { id, isNew } = await enqueueJob(tx, job, now);
  if (!isNew) throw new AlreadyAsked();
  return id;
}

/** Calls off what moves a server's databases away: a move that has begun is taken back or finished. */
export async function callOffDrain(tx: MasterTx, serverId: string, now: Date): Promise<void> {
  const [open] = await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(eq(jobs.uniqueKey, `${drainJobKind} ${serverId}`), inArray(jobs.state, ["waiting", "running"])),
    );
  if (open) await cancelJob(tx, open.id, now);
}
