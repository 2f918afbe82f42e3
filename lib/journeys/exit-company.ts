import { eq } from "drizzle-orm";
import { impersonations, sessions } from "@/drizzle/master/schema";
import { type Actor, type MasterDb, write } from "@/lib/databases";
import { forgetImpersonation } from "@/lib/master/impersonations/end-impersonation";
import { listOpenImpersonations } from "@/lib/master/impersonations/queries";
import { endImpersonation } from "./end-impersonation";

export interface Left {
  /** Where it began. */
  readonly returnPath: string;
  readonly companyId: string;
  /** It was over before; nobody left by themselves. */
  readonly wasOver: boolean;
}

/** "Exit Impersonation", and the way out of one that is over. Null when the session is in no company. */
export async function exitCompany(
  master: MasterDb,
  sessionId: string,
  admin: Actor,
  now: Date,
): Promise<Left | null> {
  const [entered] = await master
    .select({
      id: impersonations.id,
      companyId: impersonations.companyId,
      returnPath: impersonations.returnPath,
      expiresAt: impersonations.expiresAt,
      endedAt: impersonations.endedAt,
    })
    .from(sessions)
    .innerJoin(impersonations, eq(impersonations.id, sessions.impersonationId))
    .where(eq(sessions.id, sessionId));
  if (!entered) return null;
  const { id, companyId, returnPath } = entered;
  const wasOver = entered.endedAt !== null || entered.expiresAt <= now.getTime();
  const [open] = await listOpenImpersonations(master, now, id);
  const by = wasOver ? "expired" : "exit";
  if (open) await endImpersonation(master, open, { by, forget: true }, admin, now);
  else await write(master, admin, (tx) => forgetImpersonation(tx, id));
  return { returnPath, companyId, wasOver };
}
