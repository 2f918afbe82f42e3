import { and, eq, isNull, ne } from "drizzle-orm";
import { companies, memberships, subscriptions, users } from "@/drizzle/master/schema";
import type { Role } from "@/drizzle/master/schema/states";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { NotFound, PlanLimitReached } from "@/lib/domain/errors";
import { fullName } from "@/lib/domain/full-name";
import { AlreadyMember } from "./errors";
import { findMember, type MemberChange } from "./find-member";
import { countCompanyPeople } from "./queries";

export interface AddMember {
  readonly companyId: string;
  readonly userId: string;
  readonly role: Role;
}

/**
 * Gives a person who can sign in a place in a company. The agreed limit of users holds by this transaction alone.
 * @returns null when they have it already, in that role
 * @throws NotFound `company` for a closed one, `user` for a locked one
 * @throws AlreadyMember in another role
 * @throws PlanLimitReached `users`
 */
export async function addMember(
  tx: MasterTx,
  { companyId, userId, role }: AddMember,
): Promise<MemberChange | null> {
  const present = await findMember(tx, companyId, userId);
  if (present?.role === role) return null;
  if (present) throw new AlreadyMember(fullName(present.person));
  const maxUsers = await agreedUsers(tx, companyId);
  const [member] = await tx
    .select({ id: users.id, firstName: users.firstName, lastName: users.lastName, email: users.email })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.state, "active")));
  if (!member) throw new NotFound("user");
  const used = await countCompanyPeople(tx, companyId);
  if (maxUsers !== null && used >= maxUsers)
    throw new PlanLimitReached({ resource: "users", limit: maxUsers, used });

  await tx.insert(memberships).values({ companyId, userId, role });
  await recordAudit(tx, {
    action: "member.added",
    subject: { type: "member", id: userId, label: fullName(member) },
    changes: { role: [null, role] },
    companyId,
  });
  return { member, from: null, to: role };
}

async function agreedUsers(tx: MasterTx, companyId: string): Promise<number | null> {
  const [found] = await tx
    .select({ maxUsers: subscriptions.maxUsers })
    .from(companies)
    .innerJoin(subscriptions, and(eq(subscriptions.companyId, companies.id), isNull(subscriptions.endedAt)))
    .where(and(eq(companies.id, companyId), ne(companies.state, "closed")));
  if (!found) throw new NotFound("company");
  return found.maxUsers;
}
