import { and, eq, ne } from "drizzle-orm";
import { memberships, users } from "@/drizzle/master/schema";
import type { Role } from "@/drizzle/master/schema/states";
import type { MasterTx } from "@/lib/databases";
import { LastOwner } from "./errors";

/** What became of somebody's place in a company; null is none. The company's own database learns it too. */
export interface MemberChange {
  readonly member: {
    readonly id: string;
    readonly firstName: string;
    readonly lastName: string;
    readonly email: string;
  };
  readonly from: Role | null;
  readonly to: Role | null;
}

export async function findMember(tx: MasterTx, companyId: string, userId: string) {
  const [found] = await tx
    .select({
      person: { id: users.id, firstName: users.firstName, lastName: users.lastName, email: users.email },
      role: memberships.role,
      version: memberships.version,
      updatedAt: memberships.updatedAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.companyId, companyId), eq(memberships.userId, userId)));
  return found ?? null;
}

/** @throws LastOwner when nobody else owns the company who could sign in */
export async function requireAnotherOwner(tx: MasterTx, companyId: string, userId: string): Promise<void> {
  const [other] = await tx
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.companyId, companyId),
        eq(memberships.role, "owner"),
        eq(users.state, "active"),
        ne(users.id, userId),
      ),
    )
    .limit(1);
  if (!other) throw new LastOwner();
}
