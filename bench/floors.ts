import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createClient } from "@libsql/client";
import { load, median } from "./load";
import { figuresOf } from "./process-figures";
import { startServer } from "./server";

const requests = 2_000;

/** What nobody gets below on this machine: a page that does nothing, and SQLite alone. */
export async function benchFloors(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  return [await barePage(), ...(await rawSqlite(join(folder, "raw.db")))];
}

async function barePage(): Promise<string> {
  const next = "node_modules/next/dist/bin/next";
  execFileSync(process.execPath, [next, "build", "bench/floor"], { stdio: "ignore" });
  const server = await startServer(
    [next, "start", "bench/floor", "-p", "3977", "-H", "127.0.0.1"],
    {},
    /(Ready)/,
  );
  const url = "http://127.0.0.1:3977/";
  const options = { parallel: 4, cookie: () => undefined };
  await load(url, { ...options, count: 300 });
  const before = figuresOf(server.pid);
  const result = await load(url, { ...options, count: requests });
  const cpu = (figuresOf(server.pid).cpuMs - before.cpuMs) / requests;
  await server.stop();
  return `a dynamic Next page that does nothing: ${result.requestsPerSecond.toFixed(0)} requests/s, p50 ${result.p50.toFixed(1)} ms, ${cpu.toFixed(2)} ms CPU each`;
}

async function rawSqlite(path: string): Promise<string[]> {
  const client = createClient({ url: `file:${path}` });
  await client.executeMultiple(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE place (id TEXT PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL, place_id TEXT NOT NULL REFERENCES place(id));
    CREATE INDEX person_name ON person (name);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20)
      INSERT INTO place SELECT 'p' || i, 'Place ' || i FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
      INSERT INTO person SELECT 'd' || i, 'Name ' || (i * 7919 % 1000), 'p' || (1 + i % 20) FROM n;
  `);
  const reads = await medianOf(500, async () => {
    await client.execute("SELECT count(*) FROM person");
    await client.execute(
      "SELECT * FROM person JOIN place ON place.id = place_id ORDER BY person.name LIMIT 25",
    );
  });
  const writes = await medianOf(200, () =>
    client.execute("UPDATE person SET name = name || '' WHERE id = 'd1'"),
  );
  client.close();
  return [
    `raw libSQL, count and 25 joined rows: ${reads.toFixed(2)} ms`,
    `raw libSQL, one committed update: ${writes.toFixed(2)} ms`,
  ];
}

async function medianOf(rounds: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}
