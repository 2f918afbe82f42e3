import { and, desc, eq, ne, sql } from "drizzle-orm";
import { databaseServers, tenantDatabases } from "@/drizzle/master/schema/registry";
import type { DatabasePurpose, ServerKind } from "@/drizzle/master/schema/states";
import { auditEvents, identity } from "@/drizzle/tenant/schema";
import { storageBytes } from "@/lib/company/usage/storage-bytes";
import type { CompanyPlaces } from "./company-usage";

/** Where a company's rows really are: what the open database says of itself, next to what the registry says. */
export interface Whereabouts {
  readonly databaseId: string;
  readonly purpose: DatabasePurpose;
  readonly generation: number;
  readonly serverKind: ServerKind;
  /** Null: not encrypted with a key of its own. */
  readonly keyId: string | null;
  /** The last migration of the database's own ledger. */
  readonly schemaVersion: string;
  readonly sizeBytes: number;
  /** Ms UTC. */
  readonly createdAt: number;
  /** The last recorded change, ms UTC; null before the first. */
  readonly lastChangeAt: number | null;
  /** Company, database, generation and schema are the same on both sides. */
  readonly agrees: boolean;
}

/** "Which database am I in?" Asks the database itself, so that a wrong answer of the registry would show. */
export async function whereAmI(
  { master, db, companyId }: CompanyPlaces,
  purpose: DatabasePurpose = "main",
): Promise<Whereabouts> {
  const [[own], [ledger], [last], [registered], sizeBytes] = await Promise.all([
    db.select().from(identity),
    db.select({ newest: sql<string>`max(name)` }).from(sql`schema_ledger`),
    db.select({ at: auditEvents.at }).from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1),
    master
      .select({
        databaseId: tenantDatabases.id,
        generation: tenantDatabases.generation,
        schemaVersion: tenantDatabases.schemaVersion,
        keyId: tenantDatabases.keyId,
        serverKind: databaseServers.kind,
      })
      .from(tenantDatabases)
      .innerJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
      .where(
        and(
          eq(tenantDatabases.companyId, companyId),
          eq(tenantDatabases.purpose, purpose),
          ne(tenantDatabases.state, "removed"),
        ),
      ),
    storageBytes(db),
  ]);
  if (!own || !registered) throw new Error("This database, or its registration, has no row.");
  const schemaVersion = ledger?.newest ?? "";
  return {
    databaseId: own.databaseId,
    purpose,
    generation: own.generation,
    serverKind: registered.serverKind,
    keyId: registered.keyId,
    schemaVersion,
    sizeBytes,
    createdAt: own.createdAt,
    lastChangeAt: last?.at ?? null,
    agrees:
      own.databaseId === registered.databaseId &&
      own.companyId === companyId &&
      own.generation === registered.generation &&
      schemaVersion === registered.schemaVersion,
  };
}
