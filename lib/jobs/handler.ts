import type { z } from "zod";
import type { Actor } from "@/lib/databases";
import type { JobLease } from "@/lib/master/jobs/lease";

/** What a job's work is given besides its input. */
export interface JobContext {
  /** The person who asked, or MedAdmin itself. */
  readonly actor: Actor;
  readonly now: () => Date;
  /** Aborted when the host ends, when the job is cancelled or taken over, and when it is taken for hung. */
  readonly signal: AbortSignal;
  /** Says how far it got, which also is the sign that it does not hang; may be called as often as anything happens. */
  readonly progress: (done: number, total: number, text?: string) => void;
  /** `requireLease(tx, lease)` in a write on the master keeps a stalled attempt from writing beside its successor. */
  readonly lease: JobLease;
}

export interface JobHandler {
  readonly run: (input: unknown, context: JobContext) => Promise<unknown>;
  /** Milliseconds without a word about how far it got, after which it is taken for hung; else `usualLongestMs`. */
  readonly longestMs?: number;
}

/** Of a fleet, the longest that one company's database takes: 50 GB are copied and proven in less. */
export const usualLongestMs = 2 * 3_600_000;

/**
 * Work of one kind. It is run at least once: again after it failed, was stopped, or its process died half-way, so it
 * must be one that can be repeated. It looks at `signal` between two steps; what it returns is kept as JSON and read
 * by operators. A `DomainError` means that trying again would end the same way: then it is a dead letter at once.
 */
export function defineHandler<Input extends z.ZodType>(
  schema: Input,
  run: (input: z.output<Input>, context: JobContext) => Promise<unknown>,
  limits: Pick<JobHandler, "longestMs"> = {},
): JobHandler {
  return { run: async (input, context) => run(schema.parse(input), context), ...limits };
}
