import { createClient } from "@libsql/client";
import { type Migration, migrationsOf } from "../migrations/files";
import { applyMigrations } from "../migrations/ledger";
import { describeSchema } from "./describe-schema";
import type { Schema } from "./schema-shape";

const known = new Map<string, Promise<readonly Schema[]>>();

/**
 * How a database is built after each of the migrations, the engine's own tables among it: found out by applying them
 * to one that exists in memory only, once per process.
 */
export function expectedSchemas(migrations: readonly Migration[]): Promise<readonly Schema[]> {
  const key = migrations.map(({ name, sha256 }) => `${name} ${sha256}`).join("\n");
  const found = known.get(key) ?? build(migrations);
  known.set(key, found);
  return found;
}

/** Names of the tables that only the master has. */
export async function tablesOfMasterOnly(tenant: Schema): Promise<ReadonlySet<string>> {
  const master = (await expectedSchemas(migrationsOf("master"))).at(-1);
  return new Set([...(master?.tables.keys() ?? [])].filter((name) => !tenant.tables.has(name)));
}

async function build(migrations: readonly Migration[]): Promise<readonly Schema[]> {
  const client = createClient({ url: ":memory:" });
  try {
    const schemas: Schema[] = [];
    for (const [index] of migrations.entries()) {
      await applyMigrations(client, migrations.slice(0, index + 1));
      schemas.push(await describeSchema(client));
    }
    return schemas;
  } finally {
    client.close();
  }
}
