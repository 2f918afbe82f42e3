import type { Client } from "@libsql/client";
import { sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { EngineError } from "./errors";
import type { TenantRef } from "./registry";

/** Whose database it is and which of its generations, as the database itself says. */
export interface Identity {
  readonly companyId: string;
  readonly databaseId: string;
  readonly generation: number;
  readonly epoch: number;
  /** Milliseconds UTC; null unless writers are kept out, `neverPublished` until they were let in for the first time. */
  readonly fencedAt: number | null;
}

/**
 * The fence with which every generation begins that is to take the place of another. It falls once the registry names
 * the generation, so whatever still stands behind it holds nothing that anybody was told is kept.
 */
export const neverPublished = 0;

const identityQuery =
  "SELECT company_id, database_id, generation, epoch, fenced_at FROM identity WHERE one = 1";
const identitySql = sql.raw(identityQuery);

/** Null when the database is nobody's: a template, or a copy that was never finished. */
export async function readIdentity(client: Pick<Client, "execute">): Promise<Identity | null> {
  const tables = await client.execute(
    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'identity'",
  );
  if (tables.rows.length === 0) return null;
  const row = (await client.execute(identityQuery)).rows[0];
  return row ? toIdentity(row as unknown as Record<string, unknown>) : null;
}

/** Makes an unpublished copy a company's database; repeatable. */
export async function writeIdentity(client: Pick<Client, "execute">, identity: Identity): Promise<void> {
  await client.execute({
    sql: `INSERT INTO identity (one, company_id, database_id, generation, epoch, fenced_at) VALUES (1, ?, ?, ?, ?, ?)
          ON CONFLICT (one) DO UPDATE SET company_id = excluded.company_id, database_id = excluded.database_id,
            generation = excluded.generation, epoch = excluded.epoch, fenced_at = excluded.fenced_at`,
    args: [identity.companyId, identity.databaseId, identity.generation, identity.epoch, identity.fencedAt],
  });
}

/**
 * Compares the identity row on the freshly opened reader with what the registry says.
 * @throws EngineError `WrongIdentity`; `Moved` when the database itself says that it is no longer the current one
 */
export async function verifyIdentity(client: Pick<Client, "execute">, ref: TenantRef): Promise<Identity> {
  const identity = await readIdentity(client);
  if (!identity) throw wrong(ref, "has no identity row");
  if (identity.companyId !== ref.companyId) throw wrong(ref, "belongs to another company");
  if (identity.databaseId !== ref.databaseId) throw wrong(ref, "is another database");
  if (identity.generation !== ref.generation) throw wrong(ref, "is of another generation");
  if (identity.epoch !== ref.epoch) throw moved(ref);
  return identity;
}

/**
 * The first statement of every write: is this still the generation that may be written?
 * @throws EngineError `Moved`, `Fenced`
 */
export async function verifyWritable(
  tx: Pick<LibSQLDatabase<Record<string, unknown>>, "get">,
  ref: TenantRef,
): Promise<void> {
  assertWritable(await tx.get<Record<string, unknown> | undefined>(identitySql), ref);
}

/**
 * As `verifyWritable`, for what the engine itself writes in a transaction of the client.
 * @throws EngineError `Moved`, `Fenced`, `WrongIdentity`
 */
export async function verifyWritableBy(tx: Pick<Client, "execute">, ref: TenantRef): Promise<void> {
  const { rows } = await tx.execute(identityQuery);
  assertWritable(rows[0] as unknown as Record<string, unknown> | undefined, ref);
}

export function assertWritable(row: Record<string, unknown> | undefined, ref: TenantRef): void {
  if (!row) throw wrong(ref, "has no identity row");
  const identity = toIdentity(row);
  if (identity.companyId !== ref.companyId) throw wrong(ref, "belongs to another company");
  if (identity.databaseId !== ref.databaseId) throw wrong(ref, "is another database");
  if (identity.generation !== ref.generation || identity.epoch !== ref.epoch) throw moved(ref);
  if (identity.fencedAt !== null) {
    throw new EngineError("Fenced", "The database is being worked on; writes wait.", {
      databaseId: ref.databaseId,
    });
  }
}

export function toIdentity(row: Record<string, unknown>): Identity {
  return {
    companyId: String(row.company_id),
    databaseId: String(row.database_id),
    generation: Number(row.generation),
    epoch: Number(row.epoch),
    fencedAt: row.fenced_at === null ? null : Number(row.fenced_at),
  };
}

function wrong(ref: TenantRef, what: string): EngineError {
  return new EngineError("WrongIdentity", `The database of this company ${what}.`, {
    databaseId: ref.databaseId,
  });
}

function moved(ref: TenantRef): EngineError {
  return new EngineError("Moved", "The database has moved on to another generation.", {
    databaseId: ref.databaseId,
    generation: ref.generation,
  });
}
