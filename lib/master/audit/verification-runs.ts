import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { auditEvents } from "@/drizzle/master/schema";
import { type MasterDb, type MasterTx, recordAudit } from "@/lib/databases";

const brokenChain = z.object({ name: z.string(), seq: z.number(), why: z.string() });
const unreadChain = z.object({ name: z.string(), error: z.string() });
export type BrokenChain = z.output<typeof brokenChain>;

/** What came of going through the chains, the platform's or companies'. */
export interface VerificationRun {
  readonly chains: number;
  readonly events: number;
  readonly broken: readonly BrokenChain[];
  /** Databases that could not be read. */
  readonly unread: readonly z.output<typeof unreadChain>[];
}

const action = "audit.verified";
const mostNamed = 50;

export async function recordVerification(tx: MasterTx, run: VerificationRun): Promise<void> {
  await recordAudit(tx, {
    action,
    subject: { type: "audit", id: "platform" },
    changes: {
      chains: [null, run.chains],
      events: [null, run.events],
      broken: [null, run.broken.slice(0, mostNamed)],
      unread: [null, run.unread.slice(0, mostNamed)],
    },
  });
}

const to = <T extends z.ZodType>(value: T) => z.tuple([z.unknown(), value]).transform(([, now]) => now);
const stored = z.object({
  chains: to(z.number()),
  events: to(z.number()),
  broken: to(z.array(brokenChain)),
  unread: to(z.array(unreadChain)),
});

/** The last time somebody verified, with what was found; null when nobody ever has. */
export async function lastVerification(
  master: MasterDb,
): Promise<(VerificationRun & { at: number; by: string }) | null> {
  const [event] = await master
    .select({ at: auditEvents.at, by: auditEvents.actorName, changes: auditEvents.changes })
    .from(auditEvents)
    .where(eq(auditEvents.action, action))
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  const kept = stored.safeParse(event && JSON.parse(event.changes));
  return event && kept.success ? { at: event.at, by: event.by, ...kept.data } : null;
}
