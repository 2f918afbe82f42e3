import { and, eq, ne } from "drizzle-orm";
import { accessLinks, users } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { endSessionsOfUser } from "../sessions/end-sessions";
import { requireUser } from "./require-user";

/** Nobody shuts the door behind themselves. */
export class NotOneself extends DomainError {
  constructor() {
    super("notOneself");
  }
}

/** Somebody must be able to run the platform. */
export class LastMasterAdmin extends DomainError {
  constructor() {
    super("lastMasterAdmin");
  }
}

export interface LockUser {
  readonly userId: string;
  /** Ten characters or more; for the audit and for other admins. */
  readonly reason: string;
}

/**
 * Keeps a person out: their sessions and the links sent to them end at once, and they cannot sign in.
 * @returns whether it was this call that did
 * @throws NotFound `user`; NotOneself; LastMasterAdmin
 */
export async function lockUser(tx: MasterTx, { userId, reason }: LockUser): Promise<boolean> {
  const user = await requireUser(tx, userId);
  if (user.state === "locked") return false;
  if (tx.actor.id === userId) throw new NotOneself();
  if (user.isMasterAdmin && !(await hasOtherMasterAdmin(tx, userId))) throw new LastMasterAdmin();
  await tx
    .update(users)
    .set({ state: "locked", version: user.version + 1 })
    .where(eq(users.id, userId));
  await tx.delete(accessLinks).where(eq(accessLinks.userId, userId));
  const ended = await endSessionsOfUser(tx, userId, null);
  await recordAudit(tx, {
    action: "user.locked",
    subject: { type: "user", id: userId, label: user.username },
    changes: { state: ["active", "locked"], reason: [null, reason], sessions: [ended, 0] },
  });
  return true;
}

async function hasOtherMasterAdmin(tx: MasterTx, userId: string): Promise<boolean> {
  const [other] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.isMasterAdmin, true), eq(users.state, "active"), ne(users.id, userId)))
    .limit(1);
  return other !== undefined;
}
