import { and, eq, sql } from "drizzle-orm";
import { databaseServers, tenantDatabases } from "@/drizzle/master/schema/registry";
import type { DatabasePurpose, DatabaseState, ServerKind } from "@/drizzle/master/schema/states";
import { EngineError } from "./errors";
import type { MasterDb, MasterTx } from "./handles";

export interface ServerRef {
  readonly id: string;
  readonly kind: ServerKind;
  readonly url: string;
  readonly adminUrl: string | null;
  /** The group of a Turso organization. */
  readonly groupName?: string | null;
  /** Where reads may go that need not see the newest write of others. */
  readonly replicaUrl?: string | null;
}

/**
 * Keeps sandboxes out: for everything that counts, measures, backs up or lists companies by their databases. What looks
 * after files and schemas, such as migrations, leaves it away.
 */
export const isMain = sql`${tenantDatabases.purpose} = 'main'`;

/** Everything needed to open one company's database: what the registry says of it. */
export interface TenantRef {
  readonly databaseId: string;
  readonly companyId: string;
  /** Which of the company's databases: the one that counts, or its sandbox. */
  readonly purpose: DatabasePurpose;
  readonly generation: number;
  readonly epoch: number;
  /** Null on servers that do not encrypt per database. */
  readonly keyId: string | null;
  readonly server: ServerRef;
}

/** The registry's columns as `requireCompany` and `openTenant` select them; give the row to `toTenantRef`. */
export const tenantRefColumns = {
  databaseId: tenantDatabases.id,
  companyId: tenantDatabases.companyId,
  purpose: tenantDatabases.purpose,
  state: tenantDatabases.state,
  generation: tenantDatabases.generation,
  epoch: tenantDatabases.epoch,
  keyId: tenantDatabases.keyId,
  serverId: databaseServers.id,
  serverKind: databaseServers.kind,
  serverUrl: databaseServers.url,
  serverAdminUrl: databaseServers.adminUrl,
  serverGroupName: databaseServers.groupName,
  serverReplicaUrl: databaseServers.replicaUrl,
} as const;

export interface TenantRefRow {
  readonly databaseId: string;
  readonly companyId: string;
  readonly purpose: DatabasePurpose;
  readonly state: DatabaseState;
  readonly generation: number;
  readonly epoch: number;
  readonly keyId: string | null;
  readonly serverId: string;
  readonly serverKind: ServerKind;
  readonly serverUrl: string;
  readonly serverAdminUrl: string | null;
  readonly serverGroupName: string | null;
  readonly serverReplicaUrl: string | null;
}

/**
 * A database that is being migrated or moved is read on: its fence keeps writers out, and the copy takes its place at
 * once.
 * @throws EngineError `DatabaseUnavailable` unless the database is ready; there is no other database instead
 */
export function toTenantRef(row: TenantRefRow): TenantRef {
  if (!isReadable(row.state)) {
    throw new EngineError("DatabaseUnavailable", `The company's database is ${row.state}.`, {
      databaseId: row.databaseId,
      state: row.state,
    });
  }
  return anyTenantRef(row);
}

export function isReadable(state: DatabaseState): boolean {
  return state === "ready" || state === "migrating" || state === "moving";
}

/** As `toTenantRef`, whatever the state: for the engine's own repairs and migrations. */
export function anyTenantRef(row: TenantRefRow): TenantRef {
  return {
    databaseId: row.databaseId,
    companyId: row.companyId,
    purpose: row.purpose,
    generation: row.generation,
    epoch: row.epoch,
    keyId: row.keyId,
    server: {
      id: row.serverId,
      kind: row.serverKind,
      url: row.serverUrl,
      adminUrl: row.serverAdminUrl,
      groupName: row.serverGroupName,
      replicaUrl: row.serverReplicaUrl,
    },
  };
}

/**
 * A company's own database, or its sandbox where that is asked for by name.
 * @throws EngineError `UnknownDatabase`
 */
export async function findTenantRow(
  master: MasterDb | MasterTx,
  companyId: string,
  purpose: DatabasePurpose = "main",
): Promise<TenantRefRow> {
  const row = await findAnyTenantRow(master, companyId, purpose);
  if (!row) {
    const what = purpose === "main" ? "No database is registered for" : "There is no sandbox of";
    throw new EngineError("UnknownDatabase", `${what} this company.`, { companyId });
  }
  return row;
}

/** As `findTenantRow`; null where there is none. */
export async function findAnyTenantRow(
  master: MasterDb | MasterTx,
  companyId: string,
  purpose: DatabasePurpose,
): Promise<TenantRefRow | null> {
  const [row] = await master
    .select(tenantRefColumns)
    .from(tenantDatabases)
    .innerJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .where(and(eq(tenantDatabases.companyId, companyId), eq(tenantDatabases.purpose, purpose), isNotRemoved))
    .limit(1);
  return row ?? null;
}

/** Spelled out: a bound value would not let the partial index answer. */
const isNotRemoved = sql`${tenantDatabases.state} <> 'removed'`;
