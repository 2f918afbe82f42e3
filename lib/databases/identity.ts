import type { Client } from "@libsql/client";
import { sql } from "drizzle-orm";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { EngineError } from "./errors";
import type { TenantRef } from "./registry";

interface IdentityRow {
  readonly companyId: string;
  readonly databaseId: string;
  readonly generation: number;
  readonly epoch: number;
  readonly fencedAt: number | null;
}

const identityQuery = sql`SELECT company_id, database_id, generation, epoch, fenced_at FROM identity WHERE one = 1`;

/**
 * Compares the identity row on the freshly opened reader with what the registry says.
 * @throws EngineError `WrongIdentity`
 */
export async function verifyIdentity(client: Client, ref: TenantRef): Promise<void> {
  const found = await client.execute(
    "SELECT company_id, database_id, generation, epoch, fenced_at FROM identity WHERE one = 1",
  );
  const row = found.rows[0];
  if (!row) throw wrong(ref, "has no identity row");
  const identity = toIdentity(row as unknown as Record<string, unknown>);
  if (identity.companyId !== ref.companyId) throw wrong(ref, "belongs to another company");
  if (identity.databaseId !== ref.databaseId) throw wrong(ref, "is another database");
  if (identity.generation !== ref.generation) throw wrong(ref, "is of another generation");
}

/**
 * The first statement of every write: is this still the generation that may be written?
 * @throws EngineError `Moved`, `Fenced`
 */
export async function verifyWritable(
  tx: Pick<LibSQLDatabase<Record<string, unknown>>, "get">,
  ref: TenantRef,
): Promise<void> {
  const row = await tx.get<Record<string, unknown> | undefined>(identityQuery);
  if (!row) throw wrong(ref, "has no identity row");
  const identity = toIdentity(row);
  if (identity.generation !== ref.generation || identity.epoch !== ref.epoch) {
    throw new EngineError("Moved", "The database has moved on to another generation.", {
      databaseId: ref.databaseId,
      generation: ref.generation,
    });
  }
  if (identity.fencedAt !== null) {
    throw new EngineError("Fenced", "The database is being worked on; writes wait.", {
      databaseId: ref.databaseId,
    });
  }
}

function toIdentity(row: Record<string, unknown>): IdentityRow {
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
