import { and, desc, eq, inArray } from "drizzle-orm";
import { auditEvents } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { StaleVersion } from "@/lib/domain/errors";

/**
 * What to throw when a record was saved after a form on it was opened: who did that, and when.
 * @param subject with `actions` where other events on it say nothing of what the form is about
 */
export async function staleVersion(
  tx: MasterTx,
  { type, id, actions }: { type: string; id: string; actions?: readonly string[] },
  updatedAt: number,
): Promise<StaleVersion> {
  const [last] = await tx
    .select({ actorName: auditEvents.actorName, at: auditEvents.at })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.subjectType, type),
        eq(auditEvents.subjectId, id),
        actions && inArray(auditEvents.action, [...actions]),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  return new StaleVersion({ changedBy: last?.actorName ?? "", changedAt: last?.at ?? updatedAt });
}
