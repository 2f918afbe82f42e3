import { eq, or } from "drizzle-orm";
import { companies } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";

/**
 * The company with this slug or code; a slug is never a code, since codes are upper case.
 * @throws NotFound
 */
export async function findCompany(master: MasterDb, slugOrCode: string) {
  const [found] = await master
    .select()
    .from(companies)
    .where(or(eq(companies.slug, slugOrCode.toLowerCase()), eq(companies.code, slugOrCode.toUpperCase())))
    .limit(1);
  if (!found) throw new NotFound("company");
  return found;
}
