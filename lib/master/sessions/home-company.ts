import { and, asc, eq, sql } from "drizzle-orm";
import { companies, memberships } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";

/** The company a person starts in: an open one rather than a closed one, the one joined first. */
export async function homeCompany(
  tx: MasterTx,
  userId: string,
): Promise<{ id: string; slug: string } | null> {
  const [found] = await tx
    .select({ id: companies.id, slug: companies.slug })
    .from(memberships)
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(and(eq(memberships.userId, userId)))
    .orderBy(
      sql`CASE ${companies.state} WHEN 'active' THEN 0 WHEN 'closed' THEN 2 ELSE 1 END`,
      asc(memberships.createdAt),
      asc(companies.id),
    )
    .limit(1);
  return found ?? null;
}
