import { z } from "zod";

export const runOptionsSchema = z.object({
  /** Only these; null means all. */
  companyIds: z.array(z.string()).nullable(),
  /** Only databases of this server; null means of all. */
  serverId: z.string().nullable(),
  /** Which company goes first: its id, any of those that are behind, or none. */
  canary: z.union([z.literal("random"), z.literal("none"), z.object({ companyId: z.string() })]),
  /** Databases that are migrated at the same time. */
  concurrency: z.number().int().min(1),
  /** The run stops once so many have failed; null means that it goes to the end. */
  maxFailures: z.number().int().min(1).nullable(),
  /** Also small ones on a copy, which leaves the old generation as a snapshot. */
  copies: z.boolean(),
});

/** How a migration of the fleet was asked for; kept with it. */
export type RunOptions = z.infer<typeof runOptionsSchema>;

export const defaultRunOptions: RunOptions = {
  companyIds: null,
  serverId: null,
  canary: "random",
  concurrency: 4,
  maxFailures: null,
  copies: false,
};
