import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setImmediate as eventLoopTurn } from "node:timers/promises";
import { createClient } from "@libsql/client";
import { migrateFleet } from "@/lib/databases";
import { collectStatements } from "@/lib/databases/collect-statements";
import { fileUrl } from "@/lib/databases/file-url";
import { migrationsOf } from "@/lib/databases/migrations/files";
import { withEngine } from "./engine";
import { type BenchDatabase, makeFleet, operator, release, serveRelease } from "./fleet";
import { benchPauses } from "./migration-pauses";

/** `BENCH_COMPANIES=100` tries it with fewer. */
const count = Number(process.env.BENCH_COMPANIES ?? 1_000);
/** Ours and raw take turns, so that what else the machine does hits both. */
const rounds = 5;

/** A release that reaches the whole fleet; one that has reached it; and how long writers wait for large databases. */
export async function benchMigrations(dataDir: string): Promise<string[]> {
  return [
    ...(await fleetOf(`${dataDir}-plain`, false)),
    ...(await fleetOf(`${dataDir}-encrypted`, true)),
    ...(await benchPauses(`${dataDir}-pauses`)),
  ];
}

const proofs = ["PRAGMA integrity_check(1)", "SELECT count(*) FROM pragma_foreign_key_check"];

interface Took {
  wallMs: number;
  cpuMs: number;
}

function fleetOf(dataDir: string, encrypted: boolean): Promise<string[]> {
  return withEngine(dataDir, async () => {
    const fleet = await makeFleet(count, encrypted);
    serveRelease();
    const raw = copies(fleet, join(dataDir, "raw"));
    const checked = copies(fleet, join(dataDir, "checked"));
    const [ours, bare, proven] = [nothingYet(), nothingYet(), nothingYet()];
    for (let round = 0; round < rounds; round++) {
      const [from, to] = [(count / rounds) * round, (count / rounds) * (round + 1)];
      await timed(bare, () => migrateRaw(raw.slice(from, to), release.statements));
      await timed(proven, () => migrateRaw(checked.slice(from, to), [...release.statements, ...proofs]));
      const companyIds = fleet.slice(from, to).map(({ companyId }) => companyId);
      await timed(ours, () => migrate({ companyIds }));
    }
    const nothing = nothingYet();
    await timed(nothing, () => migrate({}));
    const kind = encrypted ? "encrypted" : "plain";
    const share = (raw: Took) =>
      `${((100 * raw.wallMs) / ours.wallMs).toFixed(0)} % by the clock, ${((100 * raw.cpuMs) / ours.cpuMs).toFixed(0)} % by CPU`;
    return [
      `${count} ${kind} databases, one column and one index: ${said(ours)}`,
      `  raw libSQL, the same DDL: ${said(bare)}; our share of it ${share(bare)}`,
      `  raw libSQL, with integrity_check and foreign_key_check too: ${said(proven)}; our share of it ${share(proven)}`,
      `${count} ${kind} databases, nothing pending: ${nothing.wallMs.toFixed(0)} ms, ${(nothing.wallMs / count).toFixed(3)} ms each`,
    ];
  });
}

const nothingYet = (): Took => ({ wallMs: 0, cpuMs: 0 });
const said = ({ wallMs, cpuMs }: Took) =>
  `${((count * 1000) / wallMs).toFixed(0)}/s, ${(wallMs / count).toFixed(2)} ms each (${(cpuMs / count).toFixed(2)} ms CPU)`;

async function timed(took: Took, work: () => Promise<unknown>): Promise<void> {
  const [startedAt, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  collectStatements();
  await eventLoopTurn();
  const used = process.cpuUsage(cpu);
  took.wallMs += performance.now() - startedAt;
  took.cpuMs += (used.user + used.system) / 1000;
}

async function migrate(options: { companyIds?: string[] }): Promise<void> {
  const migrations = [...migrationsOf("tenant"), release];
  const ended = await migrateFleet({ ...options, migrations, actor: operator, now: () => new Date() });
  const failure = ended.results.find(({ state }) => state === "failed");
  if (failure) throw new Error(`${failure.slug}: ${failure.error?.message}`);
}

/** The same files, which nobody else has open. */
function copies(fleet: readonly BenchDatabase[], folder: string): BenchDatabase[] {
  mkdirSync(folder, { recursive: true });
  return fleet.map((database, number) => {
    const path = join(folder, `${number}.db`);
    copyFileSync(database.path, path);
    return { ...database, path };
  });
}

/** From opening to closing, which happens when its statements are collected; nothing is known afterwards. */
async function migrateRaw(fleet: readonly BenchDatabase[], statements: readonly string[]): Promise<void> {
  for (const [number, { path, key }] of fleet.entries()) {
    const url = fileUrl(path, "rw");
    const client = createClient({ url, concurrency: 1, ...(key !== null && { encryptionKey: key }) });
    await client.batch([...statements], "write");
    client.close();
    if (number % 32 === 31) collectStatements();
    await eventLoopTurn();
  }
}
