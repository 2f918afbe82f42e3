import type { MasterDb } from "@/lib/databases";
import { log } from "@/lib/log";
import { performCrossings } from "./crossings";

/** What was planned is decided whether or not the company's database can be reached now; a later attempt tells it then. */
export async function tellCompany(master: MasterDb, companyId: string, now: Date): Promise<void> {
  try {
    await performCrossings(master, companyId, now);
  } catch (error) {
    log().warn({ err: error, companyId }, "A company's database does not know yet what was planned for it.");
  }
}
