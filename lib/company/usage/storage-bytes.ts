import { sql } from "drizzle-orm";
import type { TenantDb } from "@/lib/databases";

/** How large the company's database is, in bytes of pages; the write-ahead log is not counted. */
export async function storageBytes(db: TenantDb): Promise<number> {
  const row = await db.get<{ bytes: number }>(
    sql`SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()`,
  );
  return row?.bytes ?? 0;
}
