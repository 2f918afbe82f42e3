import { asc, eq, sql } from "drizzle-orm";
import { companies, memberships, users } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";

/**
 * The company a person starts in: the one they worked in last while they belong to it and can work there; else an open
 * one rather than a closed one, the one joined first.
 */
export async function homeCompany(
  tx: MasterTx,
  userId: string,
): Promise<{ id: string; slug: string } | null> {
  const [found] = await tx
    .select({ id: companies.id, slug: companies.slug })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(eq(memberships.userId, userId))
    .orderBy(
      sql`CASE
        WHEN ${companies.id} = ${users.lastCompanyId} AND ${companies.state} IN ('active', 'read_only') THEN 0
        WHEN ${companies.state} = 'active' THEN 1
        WHEN ${companies.state} = 'closed' THEN 3
        ELSE 2
      END`,
      asc(memberships.createdAt),
      asc(companies.id),
    )
    .limit(1);
  return found ?? null;
}
