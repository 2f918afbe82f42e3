import { companies } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";

/** How many companies the platform knows, closed ones too. */
export function countCompanies(master: MasterDb): Promise<number> {
  return master.$count(companies);
}
