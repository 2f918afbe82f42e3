import { type Actor, keepsExports, type MasterDb, write } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { requestExport } from "@/lib/master/fleet/exports/request-export";

/**
 * Asks for the company's whole data as one file. While one is being made, asking again changes nothing.
 * @returns id of the export
 * @throws DomainError `exportNowhere` where it could not wait anywhere until it is downloaded
 */
export async function requestCompanyExport(
  master: MasterDb,
  ask: { readonly companyId: string; readonly userId: string },
  actor: Actor,
  now: Date,
): Promise<string> {
  if (!keepsExports()) throw new DomainError("exportNowhere");
  return write(master, actor, (tx) => requestExport(tx, ask, now));
}
