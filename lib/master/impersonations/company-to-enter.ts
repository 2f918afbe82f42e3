import { eq } from "drizzle-orm";
import { companies } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";

/** What the page that asks for the reason shows of the company; undefined when there is none. */
export async function companyToEnter(master: MasterDb, id: string) {
  const { name, slug, code, state } = companies;
  const [found] = await master
    .select({ id: companies.id, name, slug, code, state })
    .from(companies)
    .where(eq(companies.id, id));
  return found;
}
