import { desc, eq, sql } from "drizzle-orm";
import { databaseServers, tenantDatabases } from "@/drizzle/master/schema/registry";
import type { ServerKind } from "@/drizzle/master/schema/states";
import { auditEvents, identity } from "@/drizzle/tenant/schema";
import { tenantSize } from "@/lib/databases";
import type { CompanyPlaces } from "./company-usage";

/** Where a company's rows really are: what the open database says of itself, next to what the registry says. */
export interface Whereabouts {
  readonly databaseId: string;
  readonly generation: number;
  readonly server: { readonly kind: ServerKind; readonly name: string };
  /** Null: not encrypted with a key of its own. */
  readonly keyId: string | null;
  /** The last migration of the database's own ledger. */
  readonly schemaVersion: string;
  readonly sizeBytes: number | null;
  /** Ms UTC. */
  readonly createdAt: number;
  /** The last recorded change, ms UTC; null before the first. */
  readonly lastChangeAt: number | null;
  /** Company, database, generation and schema are the same on both sides. */
  readonly agrees: boolean;
}

/** "Which database am I in?" Asks the database itself, so that a wrong answer of the registry would show. */
export async function whereAmI({ master, db, database }: CompanyPlaces): Promise<Whereabouts> {
  const [[own], [ledger], [last], [registered], sizeBytes] = await Promise.all([
    db.select().from(identity),
    db.select({ newest: sql<string>`max(name)` }).from(sql`schema_ledger`),
    db.select({ at: auditEvents.at }).from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1),
    master
      .select({
        companyId: tenantDatabases.companyId,
        generation: tenantDatabases.generation,
        schemaVersion: tenantDatabases.schemaVersion,
        keyId: tenantDatabases.keyId,
        server: { kind: databaseServers.kind, name: databaseServers.name },
      })
      .from(tenantDatabases)
      .innerJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
      .where(eq(tenantDatabases.id, database.databaseId)),
    tenantSize(database),
  ]);
  if (!own || !registered) throw new Error("This database, or its registration, has no row.");
  const schemaVersion = ledger?.newest ?? "";
  return {
    databaseId: own.databaseId,
    generation: own.generation,
    server: registered.server,
    keyId: registered.keyId,
    schemaVersion,
    sizeBytes,
    createdAt: own.createdAt,
    lastChangeAt: last?.at ?? null,
    agrees:
      own.databaseId === database.databaseId &&
      own.companyId === registered.companyId &&
      own.generation === registered.generation &&
      schemaVersion === registered.schemaVersion,
  };
}
