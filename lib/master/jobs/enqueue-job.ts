import { and, eq, inArray } from "drizzle-orm";
import { jobs } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { newId } from "@/lib/domain/id";

export interface JobRequest {
  /** Which work: a name that `lib/jobs/handlers.ts` knows. */
  readonly kind: string;
  readonly companyId?: string | null;
  /** What the kind's schema asks for; kept as JSON. Never a secret: operators read it. */
  readonly input: object;
  /** While a job of this key waits or runs, asking again changes nothing. Begins with the kind by custom. */
  readonly uniqueKey?: string | null;
  /** Not before; ms UTC. At once when missing. */
  readonly dueAt?: number;
  /** How often it is begun before it is a dead letter. */
  readonly maxAttempts?: number;
  /** The person who asks, for whom it goes into the audit; nobody asks for what happens by itself. */
  readonly requestedById?: string | null;
}

const defaultAttempts = 5;

/**
 * Asks for work that outlives whoever asks. It is done at least once, by any host; `tx` may hold the change that makes
 * it necessary, so that neither happens without the other.
 * @returns the job, and whether it is a new one: of the same `uniqueKey` there is never more than one open
 */
export async function enqueueJob(
  tx: MasterTx,
  request: JobRequest,
  now: Date,
): Promise<{ id: string; isNew: boolean }> {
  const { kind, companyId = null, input, uniqueKey = null, requestedById = null } = request;
  const id = newId();
  const added = await tx
    .insert(jobs)
    .values({
      id,
      kind,
      companyId,
      input: JSON.stringify(input),
      uniqueKey,
      state: "waiting",
      dueAt: request.dueAt ?? now.getTime(),
      maxAttempts: request.maxAttempts ?? defaultAttempts,
      requestedById,
      createdAt: now.getTime(),
    })
    .onConflictDoNothing()
    .returning({ id: jobs.id });
  if (added.length === 0) return { id: await openJobOf(tx, uniqueKey ?? ""), isNew: false };
  if (requestedById !== null) {
    await recordAudit(tx, {
      action: "job.requested",
      subject: { type: "job", id, label: kind },
      ...(companyId !== null && { companyId }),
    });
  }
  return { id, isNew: true };
}

async function openJobOf(tx: MasterTx, uniqueKey: string): Promise<string> {
  const [open] = await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.uniqueKey, uniqueKey), inArray(jobs.state, ["waiting", "running"])));
  if (!open) throw new TypeError("A job was refused as a repetition, and there is none.");
  return open.id;
}
