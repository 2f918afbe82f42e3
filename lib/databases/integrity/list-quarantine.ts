import { count, isNull, min, sql } from "drizzle-orm";
import { quarantinedRows } from "@/drizzle/tenant/schema";
import { openTenant } from "../tenant";

/** Rows that wait for the same reason: how many, and nothing of what is in them. */
export interface QuarantinedGroup {
  readonly table: string;
  /** The table whose rows they pointed to; null when something else was said against them. */
  readonly parent: string | null;
  /** What the database said against them, in English. */
  readonly reason: string;
  readonly rows: number;
  /** When the first of them was set aside, ms UTC. */
  readonly since: number;
}

const mostGroups = 100;
const longestReason = 200;

/**
 * What waits in a company's quarantine, without the rows themselves: those who may not read the company's data may
 * know that much.
 * @throws what opening the database throws
 */
export async function listQuarantine(companyId: string): Promise<QuarantinedGroup[]> {
  const db = await openTenant(companyId);
  const parent = sql<string | null>`json_extract(${quarantinedRows.reference}, '$.table')`;
  const reason = sql<string>`substr(${quarantinedRows.reason}, 1, ${sql.raw(String(longestReason))})`;
  const found = await db
    .select({
      table: quarantinedRows.tableName,
      parent,
      reason,
      rows: count(),
      since: min(quarantinedRows.foundAt),
    })
    .from(quarantinedRows)
    .where(isNull(quarantinedRows.restoredAt))
    .groupBy(quarantinedRows.tableName, parent, reason)
    .orderBy(quarantinedRows.tableName)
    .limit(mostGroups);
  return found.map((group) => ({ ...group, since: group.since ?? 0 }));
}
