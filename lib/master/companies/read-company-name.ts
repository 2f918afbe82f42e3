import { eq } from "drizzle-orm";
import { companies } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";

/** @throws NotFound `company` */
export async function readCompanyName(master: MasterDb, companyId: string): Promise<string> {
  const [row] = await master
    .select({ name: companies.name })
    .from(companies)
    .where(eq(companies.id, companyId));
  if (!row) throw new NotFound("company");
  return row.name;
}
