import { and, asc, count, eq, sql } from "drizzle-orm";
import { memberships, users } from "@/drizzle/master/schema";
import { roles } from "@/drizzle/master/schema/states";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";

export type CompanyPerson = Awaited<ReturnType<typeof listCompanyPeople>>[number];

const byRank = sql.raw(
  `CASE "role" ${roles.map((role, rank) => `WHEN '${role}' THEN ${rank}`).join(" ")} END`,
);

/**
 * Who may enter a company's workspace and as what; the strongest role first.
 * @param userId only this person
 */
export function listCompanyPeople(master: MasterDb, companyId: string, userId?: string) {
  return master
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      username: users.username,
      email: users.email,
      role: memberships.role,
      since: memberships.createdAt,
      version: memberships.version,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.companyId, companyId),
        userId === undefined ? undefined : eq(memberships.userId, userId),
      ),
    )
    .orderBy(byRank, asc(memberships.createdAt));
}

/** The company's first owner; null when nobody owns it any more. */
export async function companyOwner(
  master: MasterDb,
  companyId: string,
): Promise<{ id: string; name: string } | null> {
  const [owner] = await master
    .select({ id: users.id, firstName: users.firstName, lastName: users.lastName })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.companyId, companyId), eq(memberships.role, "owner")))
    .orderBy(asc(memberships.createdAt))
    .limit(1);
  return owner ? { id: owner.id, name: fullName(owner) } : null;
}

/** How many people a plan's limit of users counts. */
export async function countCompanyPeople(master: MasterDb | MasterTx, companyId: string): Promise<number> {
  const [row] = await master
    .select({ people: count() })
    .from(memberships)
    .where(eq(memberships.companyId, companyId));
  return row?.people ?? 0;
}
