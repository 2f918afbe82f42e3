import { and, eq } from "drizzle-orm";
import { memberships } from "@/drizzle/master/schema";
import { type Actor, type MasterDb, write } from "@/lib/databases";
import { Invalid } from "@/lib/domain/errors";
import { addCompanyMember } from "@/lib/journeys/add-member";
import { changeMemberRole } from "@/lib/journeys/change-member-role";
import type { AddMember } from "@/lib/master/members/add-member";
import type { ChangeRole } from "@/lib/master/members/change-role";
import { NotOneself } from "@/lib/master/users/lock-user";
import { resetPersonFactor } from "@/lib/master/users/reset-person-factor";
import { proveSecondFactor } from "./second-factor";

interface Operator {
  readonly master: MasterDb;
  readonly actor: Actor;
  readonly user: { readonly id: string; readonly name: string };
  readonly now: Date;
}

/** Of the second factor, taken for this one time, however fresh the sign-in is. */
type WithCode<T> = T & { readonly code: string };

const on = "platform" as const;

/**
 * Takes another admin's second factor away. With a code of one's own: a browser left open must not take away what
 * stands between a stolen password and every company.
 * @throws NotOneself; WrongSecondFactor; TooManyAttempts; what `resetPersonFactor` throws
 */
export async function proveAndResetFactor(
  operator: Operator,
  { userId, code }: WithCode<{ userId: string }>,
): Promise<void> {
  if (userId === operator.user.id) throw new NotOneself();
  await prove(operator, code);
  await write(operator.master, operator.actor, (tx) => resetPersonFactor(tx, userId));
}

/**
 * Gives a person a place in a company, with a code: it is a way to patients' data that needs no impersonation and ends
 * by itself never.
 * @throws WrongSecondFactor; TooManyAttempts; what `addCompanyMember` throws
 */
export async function proveAndAddMember(
  operator: Operator,
  { code, ...place }: WithCode<AddMember>,
): Promise<void> {
  if (place.userId === operator.user.id) throw new NotOneself();
  await prove(operator, code);
  await addCompanyMember({ ...operator, on }, place, operator.now);
}

/**
 * Gives a member another role; making an owner takes a code, since owners may do everything.
 * @throws WrongSecondFactor; TooManyAttempts; what `changeMemberRole` throws
 */
export async function proveAndChangeRole(
  operator: Operator,
  { code, ...change }: WithCode<ChangeRole>,
): Promise<void> {
  if (change.userId === operator.user.id) throw new NotOneself();
  if (change.role === "owner" && !(await isOwner(operator.master, change))) await prove(operator, code);
  await changeMemberRole({ ...operator, on }, change, operator.now);
}

async function prove({ master, actor, user, now }: Operator, code: string): Promise<void> {
  if (code === "") throw new Invalid("code", "errors.required");
  await proveSecondFactor(master, { user, code }, actor, now);
}

async function isOwner(master: MasterDb, { companyId, userId }: ChangeRole): Promise<boolean> {
  const [found] = await master
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.companyId, companyId), eq(memberships.userId, userId)));
  return found?.role === "owner";
}
