import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { like } from "drizzle-orm";
import { counters } from "@/drizzle/tenant/schema";
import { isEngineError, openTenant, startEngine, stopEngine, write } from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { factoriesOf, reachable, registerServers } from "@/lib/databases/moves/fleet.fixture";
import { moveDatabase } from "@/lib/databases/moves/move-database";
import { findTenantRow } from "@/lib/databases/registry";
import { emptyContent } from "@/lib/testing/engine";
import { startSqld } from "@/lib/testing/sqld";
import { type BenchDatabase, makeFleet, operator } from "./fleet";
import { fill, megabytesOr, seconds } from "./migration-pauses";

/** How long a company's people wait for a write while its encrypted file is moved to a libSQL server of this machine. */
export async function benchMoves(dataDir: string): Promise<string[]> {
  const sqld = await startSqld();
  const server = await reachable("second", sqld);
  const place = { dataDir, kek: "a key-encryption key that only benches use" };
  await startEngine({ place, content: emptyContent, servers: await factoriesOf([server]) });
  try {
    await registerServers([server]);
    const lines: string[] = [];
    for (const size of megabytesOr("1,100")) {
      const [database] = await makeFleet(1, true);
      if (database) lines.push(await moveInUse(database, size));
    }
    return lines;
  } finally {
    await stopEngine();
    await sqld.stop();
  }
}

async function moveInUse(database: BenchDatabase, size: number): Promise<string> {
  await fill(database, size);
  const { databaseId } = await findTenantRow(engine().master, database.companyId);
  const times: number[] = [];
  let [isOver, refused, kept] = [false, 0, 0];
  const writing = (async () => {
    while (!isOver) {
      const startedAt = performance.now();
      const name = `written-${kept + refused}`;
      await openTenant(database.companyId)
        .then((db) => write(db, operator, (tx) => tx.insert(counters).values({ name, value: 1 })))
        .then(
          () => kept++,
          (error) => {
            if (!isEngineError(error)) throw error;
            refused++;
          },
        );
      times.push(performance.now() - startedAt);
      await pause(5);
    }
  })();
  await pause(100);
  const options = { toServerId: "second", acceptPlain: true, actor: operator, now: () => new Date() };
  const moved = await moveDatabase(databaseId, options);
  isOver = true;
  await writing;
  const db = await openTenant(database.companyId);
  // Counted there: a server does not hand over a hundred megabytes in one answer.
  const there = await db.$count(counters, like(counters.name, "written-%"));
  return (
    `${size} MB, ${moved.rows} rows, file to libsql-server: writers stood still ${seconds(moved.pausedMs)}, longest write ` +
    `${seconds(Math.max(...times))}; ${kept} acknowledged, ${there} there, ${refused} refused`
  );
}
