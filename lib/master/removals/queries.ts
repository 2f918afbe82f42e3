import { and, desc, eq, isNull, lte } from "drizzle-orm";
import { companies, companyRemovals, memberships } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";

export type Removal = typeof companyRemovals.$inferSelect;

/** The latest removal of a company, open, taken back or done; null when nobody ever asked for one. */
export async function latestRemoval(master: MasterDb | MasterTx, companyId: string): Promise<Removal | null> {
  const [found] = await master
    .select()
    .from(companyRemovals)
    .where(eq(companyRemovals.companyId, companyId))
    .orderBy(desc(companyRemovals.requestedAt), desc(companyRemovals.id))
    .limit(1);
  return found ?? null;
}

/** The removal that waits or is being done. */
export async function openRemoval(master: MasterDb | MasterTx, companyId: string): Promise<Removal | null> {
  const latest = await latestRemoval(master, companyId);
  return latest && latest.cancelledAt === null && latest.removedAt === null ? latest : null;
}

/** Whether an owner of the company asked for it, so that owners may take it back; else an operator did. */
export async function wasAskedByOwner(
  master: MasterDb | MasterTx,
  { userId, companyId }: Pick<Removal, "userId" | "companyId">,
): Promise<boolean> {
  if (userId === null) return false;
  const [owner] = await master
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), eq(memberships.companyId, companyId)));
  return owner?.role === "owner";
}

/** Companies whose time is over, the longest due first; also those whose removal died half-way. */
export function dueRemovals(master: MasterDb, now: Date) {
  return master
    .select({ id: companyRemovals.id, companyId: companies.id, slug: companies.slug })
    .from(companyRemovals)
    .innerJoin(companies, eq(companies.id, companyRemovals.companyId))
    .where(
      and(
        isNull(companyRemovals.cancelledAt),
        isNull(companyRemovals.removedAt),
        lte(companyRemovals.dueAt, now.getTime()),
      ),
    )
    .orderBy(companyRemovals.dueAt);
}
