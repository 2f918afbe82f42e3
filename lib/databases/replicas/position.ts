import type { Client } from "@libsql/client";
import { sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { assertWritable, type Identity, toIdentity } from "../identity";
import type { TenantRef } from "../registry";

/**
 * A database whose server has a replica counts its writes in itself, in the row of `counters` with this name. What a
 * libSQL server numbers its log with would not do: after a crash it begins again at one, and a replica that still has
 * the former numbers would pass for being ahead of what was just written (0022).
 */
const counter = "writes";

const identityColumns = ["company_id", "database_id", "generation", "epoch", "fenced_at"];

const countingSql = sql.raw(
  `INSERT INTO counters (name, value) VALUES ('${counter}', 1)
   ON CONFLICT (name) DO UPDATE SET value = value + 1
   RETURNING value AS position, ${identityColumns.map((each) => `(SELECT ${each} FROM identity WHERE one = 1) AS ${each}`).join(", ")}`,
);

/** Whose database the replica holds, and how far it is. */
export const positionQuery = `SELECT ${identityColumns.join(", ")},
  (SELECT value FROM counters WHERE name = '${counter}') AS position FROM identity WHERE one = 1`;

export interface Position {
  readonly identity: Identity;
  /** Writes since the database counts them. */
  readonly position: number;
}

/** Null when the row is missing, as in a database of which only a part has arrived. */
export function toPosition(row: Record<string, unknown> | undefined): Position | null {
  return row ? { identity: toIdentity(row), position: Number(row.position ?? 0) } : null;
}

/** How far the database is where it is written. */
export async function readPosition(reader: Pick<Client, "execute">): Promise<number> {
  const { rows } = await reader.execute(positionQuery);
  return toPosition(rows[0] as unknown as Record<string, unknown> | undefined)?.position ?? 0;
}

/**
 * As `verifyWritable`, and counts the write in the same statement.
 * @returns its position
 * @throws EngineError `Moved`, `Fenced`, `WrongIdentity`
 */
export async function verifyWritableCounting(
  tx: Pick<LibSQLDatabase<Record<string, unknown>>, "get">,
  ref: TenantRef,
): Promise<number> {
  const row = await tx.get<Record<string, unknown> | undefined>(countingSql);
  const isIdentified = row?.database_id != null;
  assertWritable(isIdentified ? row : undefined, ref);
  return Number(row?.position);
}
