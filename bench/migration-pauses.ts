import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { createClient } from "@libsql/client";
import { eq, sql } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { isEngineError, migrateFleet, openMaster, openTenant, write } from "@/lib/databases";
import { fileUrl } from "@/lib/databases/file-url";
import { migrationsOf } from "@/lib/databases/migrations/files";
import { withEngine } from "./engine";
import { type BenchDatabase, makeFleet, operator, release, serveRelease } from "./fleet";

/** `BENCH_MEGABYTES=1,100` leaves the largest out. */
export const megabytesOr = (usual: string) => (process.env.BENCH_MEGABYTES ?? usual).split(",").map(Number);
const onTheLargeTable = {
  ...release,
  statements: [
    "ALTER TABLE counters ADD COLUMN note TEXT",
    "CREATE INDEX counters_value ON counters (value)",
  ],
};

/** How long a company's people wait for a write while its encrypted database is migrated, and what they can read. */
export function benchPauses(dataDir: string): Promise<string[]> {
  return withEngine(dataDir, async () => {
    serveRelease();
    const lines: string[] = [];
    for (const size of megabytesOr("1,8,100,1000")) {
      const [database] = await makeFleet(1, true);
      if (database) lines.push(await migrateInUse(database, size));
    }
    return lines;
  });
}

async function migrateInUse(database: BenchDatabase, size: number): Promise<string> {
  await fill(database, size);
  const db = await openTenant(database.companyId);
  await db.$count(counters, sql`${counters.value} < 0`);
  let ended = false;
  const [writes, reads]: [number[], number[]] = [[], []];
  let refused = 0;
  const writing = async () => {
    for (let number = 0; !ended; number++) {
      const startedAt = performance.now();
      await write(db, operator, (tx) =>
        tx.insert(counters).values({ name: `written-${number}`, value: 1 }),
      ).catch((error) => {
        if (!isEngineError(error)) throw error;
        refused++;
      });
      writes.push(performance.now() - startedAt);
      await pause(5);
    }
  };
  const reading = async () => {
    while (!ended) {
      const startedAt = performance.now();
      await (await openTenant(database.companyId)).select().from(counters).limit(25);
      reads.push(performance.now() - startedAt);
      await pause(5);
    }
  };
  const working = Promise.all([writing(), reading()]);
  await pause(100);
  const lag = monitorEventLoopDelay({ resolution: 1 });
  lag.enable();
  const [result] = (
    await migrateFleet({
      companyIds: [database.companyId],
      migrations: [...migrationsOf("tenant"), onTheLargeTable],
      actor: operator,
      now: () => new Date(),
    })
  ).results;
  lag.disable();
  ended = true;
  await working;
  if (result?.state !== "done") throw new Error(result?.error?.message);
  const how = result.toGeneration === result.fromGeneration ? "in place" : "on a copy, in another process";
  return (
    `${size} MB, ${how}: done in ${seconds(result.ms)}, writers paused ${seconds(result.pausedMs)}; longest write ` +
    `${seconds(Math.max(...writes))}, ${refused} refused; longest of ${reads.length} reads ${seconds(Math.max(...reads))}; ` +
    `event loop away ${(lag.max / 1e6).toFixed(0)} ms at most`
  );
}

export const seconds = (ms: number | null) => `${((ms ?? 0) / 1000).toFixed(2)} s`;

/** Rows of about 200 bytes, and the index of their names. */
export async function fill({ companyId, path, key }: BenchDatabase, size: number): Promise<void> {
  const client = createClient({ url: fileUrl(path, "rw"), ...(key !== null && { encryptionKey: key }) });
  const rows = Math.round((size * 1024 * 1024) / 270);
  await client.execute(
    `INSERT INTO counters (name, value) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
     SELECT printf('%09d', i) || hex(zeroblob(50)), i % 1000 FROM n`,
  );
  await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  client.close();
  await write(await openMaster(), operator, (tx) =>
    tx
      .update(tenantDatabases)
      .set({ sizeBytes: size * 1024 * 1024 })
      .where(eq(tenantDatabases.companyId, companyId)),
  );
}
