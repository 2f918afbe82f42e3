import { and, eq, isNull, notInArray } from "drizzle-orm";
import { companies, companyRemovals } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { removalDelayMs } from "./close-company";

interface Recorded {
  readonly removalId: string;
  readonly companyId: string;
}

/**
 * After the master was restored: who was deleted since the backup is deleted still, and finished by the next run of
 * the job, with the hashes that were taken then. Who was only closing gets thirty days anew: nobody remembers whether
 * they were taken back meanwhile.
 * @returns how many were postponed
 */
export async function recoverRemovals(
  tx: MasterTx,
  recorded: readonly Recorded[],
  now: Date,
): Promise<number> {
  for (const { removalId, companyId } of recorded) {
    const [company] = await tx.select().from(companies).where(eq(companies.id, companyId));
    if (!company) continue;
    const open = and(
      eq(companyRemovals.companyId, companyId),
      isNull(companyRemovals.cancelledAt),
      isNull(companyRemovals.removedAt),
    );
    const [known] = await tx.select().from(companyRemovals).where(eq(companyRemovals.id, removalId));
    if (known?.removedAt != null) continue;
    if (!known) {
      await tx.update(companyRemovals).set({ cancelledAt: now.getTime() }).where(open);
      await tx.insert(companyRemovals).values({
        id: removalId,
        companyId,
        requestedBy: tx.actor.name,
        reason: "It was deleted after the backup that the master was restored from.",
        requestedAt: now.getTime(),
        stateBefore: company.state,
        dueAt: now.getTime(),
      });
    } else {
      await tx
        .update(companyRemovals)
        .set({ cancelledAt: null, dueAt: now.getTime() })
        .where(eq(companyRemovals.id, removalId));
    }
    await tx
      .update(companies)
      .set({ state: "closed", version: company.version + 1 })
      .where(eq(companies.id, companyId));
  }
  const postponed = await tx
    .update(companyRemovals)
    .set({ dueAt: now.getTime() + removalDelayMs })
    .where(
      and(
        isNull(companyRemovals.cancelledAt),
        isNull(companyRemovals.removedAt),
        notInArray(
          companyRemovals.id,
          recorded.map(({ removalId }) => removalId),
        ),
      ),
    )
    .returning({ id: companyRemovals.id });
  return postponed.length;
}
