import { sql } from "drizzle-orm";
import type { MasterDb } from "@/lib/databases";

/** The newest migration the master database has; also the cheapest proof that it answers. */
export async function masterSchemaVersion(db: MasterDb): Promise<string | null> {
  const newest = await db.get<{ name: string } | undefined>(
    sql`SELECT name FROM schema_ledger ORDER BY name DESC LIMIT 1`,
  );
  return newest?.name ?? null;
}
