import { and, desc, eq } from "drizzle-orm";
import { auditEvents, memberships } from "@/drizzle/master/schema";
import type { Role } from "@/drizzle/master/schema/states";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { NotFound, StaleVersion } from "@/lib/domain/errors";
import { fullName } from "@/lib/domain/full-name";
import { findMember, type MemberChange, requireAnotherOwner } from "./find-member";

export interface ChangeRole {
  readonly companyId: string;
  readonly userId: string;
  readonly role: Role;
  /** Of the membership, as the form showed it. */
  readonly version: number;
}

/**
 * Gives a member another role; what they may do changes with their next request.
 * @returns null when that is their role already
 * @throws NotFound `member`
 * @throws StaleVersion
 * @throws LastOwner
 */
export async function changeRole(
  tx: MasterTx,
  { companyId, userId, role, version }: ChangeRole,
): Promise<MemberChange | null> {
  const found = await findMember(tx, companyId, userId);
  if (!found) throw new NotFound("member");
  if (found.role === role) return null;
  if (found.version !== version) throw await stale(tx, companyId, userId, found.updatedAt);
  if (found.role === "owner") await requireAnotherOwner(tx, companyId, userId);

  await tx
    .update(memberships)
    .set({ role, version: version + 1 })
    .where(and(eq(memberships.companyId, companyId), eq(memberships.userId, userId)));
  await recordAudit(tx, {
    action: "member.roleChanged",
    subject: { type: "member", id: userId, label: fullName(found.person) },
    changes: { role: [found.role, role] },
    companyId,
  });
  return { member: found.person, from: found.role, to: role };
}

async function stale(tx: MasterTx, companyId: string, userId: string, updatedAt: number) {
  const [last] = await tx
    .select({ actorName: auditEvents.actorName, at: auditEvents.at })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.subjectType, "member"),
        eq(auditEvents.subjectId, userId),
        eq(auditEvents.companyId, companyId),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  return new StaleVersion({ changedBy: last?.actorName ?? "", changedAt: last?.at ?? updatedAt });
}
