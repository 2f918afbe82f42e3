import type { ImpersonationEnd } from "@/drizzle/master/schema/states";
import type { MasterDb } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { log } from "@/lib/log";
import { impersonationIn } from "@/lib/master/impersonations/possible-in";
import { listOpenImpersonations, type OpenImpersonation } from "@/lib/master/impersonations/queries";
import { endImpersonation } from "./end-impersonation";

/**
 * Writes down the end of every impersonation that is over by itself: its time is up, its session is gone, its admin
 * may not any more, or its company closed. It had no rights since that moment, whether or not this ran.
 * @returns how many
 */
export async function closeImpersonations(master: MasterDb, now: Date): Promise<number> {
  let closed = 0;
  for (const open of await listOpenImpersonations(master, now)) {
    const by = endOf(open, now);
    if (by === null) continue;
    const name = fullName({ firstName: open.adminFirstName, lastName: open.adminLastName });
    const admin = { id: open.adminId, name, address: null, requestId: null };
    try {
      // Who is no admin any more cannot be led back to where it began.
      if (await endImpersonation(master, open, { by, forget: by === "revoked" }, admin, now)) closed++;
    } catch (error) {
      log().error({ err: error, impersonation: open.id }, "An impersonation could not be closed.");
    }
  }
  return closed;
}

function endOf(open: OpenImpersonation, now: Date): ImpersonationEnd | null {
  if (open.expiresAt <= now.getTime()) return "expired";
  if (!open.adminIsMaster || open.adminState !== "active") return "revoked";
  if (open.sessionId === null) return "signed-out";
  return impersonationIn(open.companyState) === null ? "revoked" : null;
}
