import { regions } from "@/drizzle/tenant/schema";
import { openTenant, recordAudit, type TenantDb, write } from "@/lib/databases";
import { testActor } from "./actor";

/** A row that a company added and audited: a region of its own. */
export function addRegion(db: TenantDb, id: string, name = id): Promise<void> {
  const texts = { name, nameFolded: name, searchFolded: name, nameSort: name };
  return write(db, testActor, async (tx) => {
    await tx.insert(regions).values({ id, code: id.toUpperCase(), origin: "company", ...texts });
    await recordAudit(tx, { action: "region.added", subject: { type: "region", id } });
  });
}

/** The regions of a company, in the database that is its own now. */
export async function regionIds(companyId: string): Promise<string[]> {
  const db = await openTenant(companyId);
  return (await db.select({ id: regions.id }).from(regions).orderBy(regions.id)).map(({ id }) => id);
}
