import { openMaster } from "@/lib/databases";
import { companiesWithCrossings, performCrossings } from "@/lib/journeys/crossings";
import { log } from "@/lib/log";

/**
 * Does what was planned for companies' databases and not done; one that cannot be reached does not stop the others.
 * @param signal looked at between two companies
 */
export async function catchUp(now: Date, signal?: AbortSignal): Promise<void> {
  const master = await openMaster();
  for (const companyId of await companiesWithCrossings(master)) {
    if (signal?.aborted) return;
    try {
      await performCrossings(master, companyId, now);
    } catch (error) {
      log().warn({ err: error, companyId }, "What is planned for a company could not be done yet.");
    }
  }
}
