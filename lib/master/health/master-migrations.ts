import { sql } from "drizzle-orm";
import type { MasterDb } from "@/lib/databases";

export interface AppliedMigration {
  readonly name: string;
  /** Ms UTC. */
  readonly appliedAt: number;
  readonly durationMs: number;
}

/** The master's ledger, the oldest first. */
export function masterMigrations(db: MasterDb): Promise<AppliedMigration[]> {
  return db.all<AppliedMigration>(
    sql`SELECT name, applied_at AS "appliedAt", duration_ms AS "durationMs" FROM schema_ledger ORDER BY name`,
  );
}
