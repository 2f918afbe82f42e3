import type { z } from "zod";
import type { Actor } from "@/lib/databases";
import type { JobLease } from "@/lib/master/jobs/lease";

/** What a job's work is given besides its input. */
export interface JobContext {
  /** The person who asked, or MedAdmin itself. */
  readonly actor: Actor;
  readonly now: () => Date;
  /** Aborted when the host ends, when the job is cancelled, and when somebody else took it over. */
  readonly signal: AbortSignal;
  /** Says how far it got; may be called as often as anything happens. */
  readonly progress: (done: number, total: number, text?: string) => void;
  /** `requireLease(tx, lease)` in a write on the master keeps a stalled attempt from writing beside its successor. */
  readonly lease: JobLease;
}

export interface JobHandler {
  readonly run: (input: unknown, context: JobContext) => Promise<unknown>;
}

/**
 * Work of one kind. It is run at least once: again after it failed, was stopped, or its process died half-way, so it
 * must be one that can be repeated. It looks at `signal` between two steps; what it returns is kept as JSON and read
 * by operators. A `DomainError` means that trying again would end the same way: then it is a dead letter at once.
 */
export function defineHandler<Input extends z.ZodType>(
  schema: Input,
  run: (input: z.output<Input>, context: JobContext) => Promise<unknown>,
): JobHandler {
  return { run: async (input, context) => run(schema.parse(input), context) };
}
