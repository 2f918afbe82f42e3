import { desc } from "drizzle-orm";
import { auditEvents } from "@/drizzle/tenant/schema";
import { countDoctors } from "@/lib/company/doctors/queries";
import type { TenantDb } from "@/lib/databases";
import { storageBytes } from "./storage-bytes";

/** What a company's database says of its own use; reads only. */
export async function measureCompany(db: TenantDb) {
  const [last] = await db
    .select({ at: auditEvents.at })
    .from(auditEvents)
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  return {
    doctors: await countDoctors(db),
    databaseBytes: await storageBytes(db),
    /** Ms UTC; null before the first recorded change. */
    lastActivityAt: last?.at ?? null,
  };
}
