import { type Actor, type MasterDb, write } from "@/lib/databases";
import { requestExport } from "@/lib/master/fleet/exports/request-export";

/**
 * Asks for the company's whole data as one file. While one is being made, asking again changes nothing.
 * @returns id of the export
 */
export function requestCompanyExport(
  master: MasterDb,
  ask: { readonly companyId: string; readonly userId: string },
  actor: Actor,
  now: Date,
): Promise<string> {
  return write(master, actor, (tx) => requestExport(tx, ask, now));
}
