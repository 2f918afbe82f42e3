import type { ImpersonationEnd } from "@/drizzle/master/schema/states";
import { countImpersonatedChanges } from "@/lib/company/history/count-impersonated";
import { type Actor, type MasterDb, openTenant, write } from "@/lib/databases";
import { log } from "@/lib/log";
import {
  endImpersonation as endInMaster,
  forgetImpersonation,
} from "@/lib/master/impersonations/end-impersonation";
import { type OpenImpersonation, openedPages } from "@/lib/master/impersonations/queries";
import { companyOwner } from "@/lib/master/members/queries";
import { actingFor } from "./acting-for";
import { planCrossing } from "./crossing-plans";
import { tellCompany } from "./tell-company";

interface Ending {
  readonly by: ImpersonationEnd;
  /** Whether the session forgets it; one that lapsed is remembered until its admin was led back to where it began. */
  readonly forget: boolean;
}

/**
 * Ends an impersonation, once, and tells both audits how long it was, what was opened and how much was changed.
 * @returns whether it was this call that ended it
 */
export async function endImpersonation(
  master: MasterDb,
  open: OpenImpersonation,
  { by, forget }: Ending,
  admin: Actor,
  now: Date,
): Promise<boolean> {
  const { id, companyId } = open;
  const [changes, pages, owner] = await Promise.all([
    changesMade(open),
    openedPages(master, id),
    companyOwner(master, companyId),
  ]);
  const stay = { changes, pages: pages.map(({ path }) => path) };
  const ended = await write(master, admin, async (tx) => {
    const entry = await endInMaster(tx, open, stay, by, now);
    if (forget) await forgetImpersonation(tx, id);
    if (!entry) return false;
    const payload = { ...entry, subject: { type: "impersonation", id, label: admin.name } };
    await planCrossing(tx, { companyId, kind: "audit.recorded", by: actingFor(owner, admin), payload });
    return true;
  });
  if (ended) await tellCompany(master, companyId, now);
  return ended;
}

/** It ends whether or not the company's database can be asked. */
async function changesMade({ companyId, adminId, startedAt }: OpenImpersonation): Promise<number | null> {
  try {
    return await countImpersonatedChanges(await openTenant(companyId), adminId, startedAt);
  } catch (error) {
    log().warn({ err: error, companyId }, "Changes of an impersonation could not be counted.");
    return null;
  }
}
