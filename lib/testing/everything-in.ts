import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { MasterDb, TenantDb } from "@/lib/databases";

/** A short text for each table of a database; equal means that nothing was written, in whatever table. */
export async function everythingIn(db: MasterDb | TenantDb): Promise<Record<string, string>> {
  const tables = await db.all<{ name: string }>(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const rows = await db.all<object>(sql`SELECT * FROM ${sql.identifier(name)}`);
    const texts = rows.map((row) => JSON.stringify(row)).sort();
    found[name] =
      `${rows.length} ${createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 12)}`;
  }
  return found;
}
