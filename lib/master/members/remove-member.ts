import { and, eq } from "drizzle-orm";
import { memberships, sessions, users } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { findMember, type MemberChange, requireAnotherOwner } from "./find-member";

/**
 * Takes a person's place in a company away. Browsers in which they work there are in no company from then on: they
 * choose among the ones that are left, rather than find themselves in another without noticing.
 * @returns null when they had none
 * @throws LastOwner
 */
export async function removeMember(
  tx: MasterTx,
  { companyId, userId }: { readonly companyId: string; readonly userId: string },
): Promise<MemberChange | null> {
  const found = await findMember(tx, companyId, userId);
  if (!found) return null;
  if (found.role === "owner") await requireAnotherOwner(tx, companyId, userId);

  await tx
    .delete(memberships)
    .where(and(eq(memberships.companyId, companyId), eq(memberships.userId, userId)));
  await tx
    .update(sessions)
    .set({ companyId: null })
    .where(and(eq(sessions.companyId, companyId), eq(sessions.userId, userId)));
  await tx
    .update(users)
    .set({ lastCompanyId: null })
    .where(and(eq(users.id, userId), eq(users.lastCompanyId, companyId)));
  await recordAudit(tx, {
    action: "member.removed",
    subject: { type: "member", id: userId, label: fullName(found.person) },
    changes: { role: [found.role, null] },
    companyId,
  });
  return { member: found.person, from: found.role, to: null };
}
