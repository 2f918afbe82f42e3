import { copyFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import type { Actor, MasterDb, TenantDb } from "@/lib/databases";
import { fileUrl } from "@/lib/databases/file-url";
import { masterHandle, tenantHandle } from "@/lib/databases/handle-state";
import { verifyIdentity } from "@/lib/databases/identity";
import { migrationsOf, type SchemaKind } from "@/lib/databases/migrations/files";
import { applyMigrations } from "@/lib/databases/migrations/ledger";
import { OpenDatabase } from "@/lib/databases/open-database";
import { openFile } from "@/lib/databases/open-file";
import { newId } from "@/lib/domain/id";
import { testActor } from "./actor";

interface Opened<Db> {
  readonly db: Db;
  readonly actor: Actor;
  /** The database file, for tests that look from outside. */
  readonly path: string;
  readonly dispose: () => void;
}

const folder = mkdtempSync(join(tmpdir(), "medadmin-test-"));

const templates = new Map<SchemaKind, Promise<string>>();

/** A migrated, closed file per kind and worker; tests copy it. */
function template(kind: SchemaKind): Promise<string> {
  const made = templates.get(kind) ?? makeTemplate(kind);
  templates.set(kind, made);
  return made;
}

async function makeTemplate(kind: SchemaKind): Promise<string> {
  const path = join(folder, `template-${kind}.db`);
  const client = createClient({ url: fileUrl(path, "rwc") });
  await applyMigrations(client, migrationsOf(kind));
  client.close();
  return path;
}

async function copyOf(kind: SchemaKind): Promise<string> {
  const path = join(folder, `${newId()}.1.db`);
  copyFileSync(await template(kind), path);
  return path;
}

/** A real, empty master database. */
export async function testMaster(): Promise<Opened<MasterDb>> {
  const path = await copyOf("master");
  const open = new OpenDatabase(() => openFile(path, null));
  return { db: masterHandle(open), actor: testActor, path, dispose: () => open.close() };
}

/** A real tenant database with its identity, an owner and the organization; with the catalogue where asked. */
export async function testTenant(options: { catalogue?: boolean } = {}): Promise<Opened<TenantDb>> {
  const path = await copyOf("tenant");
  const owner = newId();
  const ref = {
    databaseId: newId(),
    companyId: newId(),
    purpose: "main" as const,
    generation: 1,
    epoch: 1,
    keyId: null,
    server: { id: "test", kind: "file" as const, url: "", adminUrl: null },
  };
  const client = createClient({ url: fileUrl(path, "rw") });
  await client.batch([
    {
      sql: "INSERT INTO identity (one, company_id, database_id, generation, epoch) VALUES (1, ?, ?, 1, 1)",
      args: [ref.companyId, ref.databaseId],
    },
    {
      sql: "INSERT INTO members (id, first_name, last_name, email, is_owner) VALUES (?, 'Aysel', 'Məmmədova', 'owner@example.com', 1)",
      args: [owner],
    },
    { sql: "INSERT INTO organization (one, name, owner_id) VALUES (1, 'Test Hospital', ?)", args: [owner] },
  ]);
  client.close();
  const open = new OpenDatabase(async () => {
    const connection = await openFile(path, null);
    await verifyIdentity(connection.reader, ref);
    return connection;
  });
  const db = tenantHandle({ kind: "tenant", open, ref, refresh: null, restriction: null });
  const actor: Actor = { id: owner, name: "Aysel Məmmədova", address: "127.0.0.1", requestId: "test" };
  if (options.catalogue) await (await import("./catalogue")).readCatalogueData(db, actor);
  return { db, actor, path, dispose: () => open.close() };
}
