import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { roles } from "@/drizzle/master/schema/states";
import { members, organization } from "@/drizzle/tenant/schema";
import { recordAudit, type TenantTx } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";

const payloadSchema = z.object({
  member: z.object({ id: z.string(), firstName: z.string(), lastName: z.string(), email: z.string() }),
  from: z.enum(roles).nullable(),
  to: z.enum(roles).nullable(),
});

/** The person's row in the company's own database, and its audit. Who left keeps the row: what they did is theirs still. */
export async function recordMemberChange(tx: TenantTx, payload: unknown): Promise<void> {
  const { member, from, to } = payloadSchema.parse(payload);
  const { id, ...person } = member;
  const known = { ...person, isOwner: to === "owner" };
  await tx
    .insert(members)
    .values({ id, ...known })
    .onConflictDoUpdate({ target: members.id, set: known });
  if (from === "owner" && to !== "owner") await passOwnership(tx, id);
  await recordAudit(tx, {
    action: from === null ? "member.added" : to === null ? "member.removed" : "member.roleChanged",
    subject: { type: "member", id, label: fullName(member) },
    changes: { role: [from, to] },
  });
}

/** The organization names one of its owners: the next one when that one is an owner no more. */
async function passOwnership(tx: TenantTx, id: string): Promise<void> {
  const [next] = await tx
    .select({ id: members.id })
    .from(members)
    .where(eq(members.isOwner, true))
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(1);
  if (!next) return;
  await tx
    .update(organization)
    .set({ ownerId: next.id })
    .where(and(eq(organization.one, 1), eq(organization.ownerId, id)));
}
