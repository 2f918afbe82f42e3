import { asc, desc, gte, lt } from "drizzle-orm";
import { auditEvents } from "@/drizzle/tenant/schema/audit";
import type { MasterDb, TenantDb } from "./handles";

/** By how much a host's clock may have been put back: events are in the order of `seq`, nearly always in that of `at`. */
const clockSteps = 3_600_000;

/** Between which places of a log the events of some days lie, so that no walk begins at its end. */
export async function seqBounds(
  db: MasterDb | TenantDb,
  { from = null, to = null }: { from?: number | null; to?: number | null },
): Promise<{ lowest: number | null; highest: number | null }> {
  const { seq, at } = auditEvents;
  const nowhere = Number.MAX_SAFE_INTEGER;
  const [first] =
    from === null
      ? [{ seq: null }]
      : await db
          .select({ seq })
          .from(auditEvents)
          .where(gte(at, from - clockSteps))
          .orderBy(asc(at))
          .limit(1);
  const [last] =
    to === null
      ? [{ seq: null }]
      : await db
          .select({ seq })
          .from(auditEvents)
          .where(lt(at, to + clockSteps))
          .orderBy(desc(at))
          .limit(1);
  return { lowest: first ? first.seq : nowhere, highest: last ? last.seq : 0 };
}
