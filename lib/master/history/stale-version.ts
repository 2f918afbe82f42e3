import { and, desc, eq } from "drizzle-orm";
import { auditEvents } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { StaleVersion } from "@/lib/domain/errors";

/** What to throw when a record was saved after a form on it was opened: who did that, and when. */
export async function staleVersion(
  tx: MasterTx,
  subject: { type: string; id: string },
  updatedAt: number,
): Promise<StaleVersion> {
  const [last] = await tx
    .select({ actorName: auditEvents.actorName, at: auditEvents.at })
    .from(auditEvents)
    .where(and(eq(auditEvents.subjectType, subject.type), eq(auditEvents.subjectId, subject.id)))
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  return new StaleVersion({ changedBy: last?.actorName ?? "", changedAt: last?.at ?? updatedAt });
}
