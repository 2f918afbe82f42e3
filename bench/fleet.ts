import { companies, tenantDatabases } from "@/drizzle/master/schema";
import { openMaster, write } from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { writeIdentity } from "@/lib/databases/identity";
import { type Migration, newestMigration } from "@/lib/databases/migrations/files";
import type { ServerRef } from "@/lib/databases/registry";
import { newId } from "@/lib/domain/id";

export const operator = { id: null, name: "Bench", address: null, requestId: null };
const local: ServerRef = { id: "local", kind: "file", url: "", adminUrl: null };

export interface BenchDatabase {
  readonly companyId: string;
  readonly path: string;
  readonly key: string | null;
}

/** What a release brings: one column and one index, on a table that every company has rows in. */
export const release: Migration = {
  name: "9999_bench",
  sha256: "b".repeat(64),
  statements: [
    "ALTER TABLE regions ADD COLUMN note TEXT",
    "CREATE INDEX regions_note ON regions (note, name_sort)",
  ],
};

/** Companies with databases as registration makes them, encrypted or not, without the people and the plans. */
export async function makeFleet(count: number, encrypted: boolean, server = local): Promise<BenchDatabase[]> {
  const made: BenchDatabase[] = [];
  const master = await openMaster();
  for (let number = 0; number < count; number++) {
    const [companyId, databaseId] = [newId(), newId()];
    const name = { databaseId, generation: 1 };
    const keyId = encrypted ? await engine().keyring.issue(databaseId) : null;
    const key = keyId === null ? null : await engine().keyring.reveal(keyId);
    const place = engine().server(server);
    await place.create(name, key);
    const connection = await place.open(name, key);
    await writeIdentity(connection.writer, { companyId, ...name, epoch: 1, fencedAt: null });
    connection.close();
    const sizeBytes = await place.size(name);
    await write(master, operator, async (tx) => {
      const slug = `bench-${newId()}`;
      const person = { email: "bench@example.com", phone: "+994501234567" };
      await tx
        .insert(companies)
        .values({ id: companyId, slug, name: slug, nameFolded: slug, ...person, state: "active" });
      const schemaVersion = newestMigration("tenant");
      const row = { id: databaseId, companyId, serverId: server.id, state: "ready" } as const;
      await tx.insert(tenantDatabases).values({ ...row, generation: 1, schemaVersion, keyId, sizeBytes });
    });
    made.push({ companyId, path: place.where(name), key });
  }
  return made;
}

/** The code of the bench serves the schema after `release` too. */
export function serveRelease(): void {
  const { oldest } = engine().schemaRange;
  Object.assign(engine(), { schemaRange: { oldest, newest: release.name } });
}
