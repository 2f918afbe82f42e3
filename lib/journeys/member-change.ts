import type { Role } from "@/drizzle/master/schema/states";
import { type Actor, type MasterDb, type MasterTx, write } from "@/lib/databases";
import { findMember, type MemberChange } from "@/lib/master/members/find-member";
import { requireOwnerFor } from "@/lib/master/members/require-owner";
import { NotOneself } from "@/lib/master/users/lock-user";
import { planCrossing } from "./crossing-plans";
import { tellCompany } from "./tell-company";

/** Who changes a company's members: one of its own people, or the platform. */
export interface MemberChanger {
  readonly master: MasterDb;
  readonly actor: Actor;
  readonly on: "company" | "platform";
}

/** A person in a company, and what they shall be there. */
export interface Placement {
  readonly companyId: string;
  readonly userId: string;
  readonly role?: Role;
}

/**
 * Changes who belongs to a company, and has its own database and audit learn of it.
 * @throws OnlyOwners when one of its people, who is no owner, makes or unmakes one
 * @throws NotOneself when the platform gives a place to the admin who asks
 */
export async function changeMember(
  { master, actor, on }: MemberChanger,
  { companyId, userId, role }: Placement,
  verb: (tx: MasterTx) => Promise<MemberChange | null>,
  now: Date,
): Promise<MemberChange | null> {
  // An admin with a place of their own would be in the company without a reason, a code, an end, or any of the bounds
  // of an impersonation.
  if (on === "platform" && role !== undefined && userId === actor.id) throw new NotOneself();
  const change = await write(master, actor, async (tx) => {
    // Everybody may go, and nobody needs to own the company for that.
    const isLeaving = role === undefined && userId === actor.id;
    if (on === "company" && !isLeaving) {
      const current = await findMember(tx, companyId, userId);
      await requireOwnerFor(tx, companyId, [current?.role, role]);
    }
    const changed = await verb(tx);
    if (changed) {
      const kind = changed.from === null ? "member.added" : "member.changed";
      await planCrossing(tx, { companyId, kind, by: actor, payload: changed });
    }
    return changed;
  });
  if (change) await tellCompany(master, companyId, now);
  return change;
}
