/**
 * A process whose disk takes no more: tries everything that writes, and says what each was told. `<data folder>
 * <company> <ballast>`; the ballast is a file that fills the disk, `limit` where the process may make no large file.
 */

import { createHash } from "node:crypto";
import { appendFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { counters } from "@/drizzle/tenant/schema";
import {
  backupTenant,
  engineErrorOf,
  exportTenant,
  findTenantBackup,
  isEngineError,
  openMaster,
  openTenant,
  recordAudit,
  replaceKey,
  restoreTenant,
  stopEngine,
  write,
} from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { copyInChild } from "@/lib/databases/generations/copy-database";
import { migrationsOf } from "@/lib/databases/migrations/files";
import { migrateDatabase } from "@/lib/databases/migrations/migrate-database";
import { findTenantRow, toTenantRef } from "@/lib/databases/registry";
import { newId } from "@/lib/domain/id";
import { readEnv } from "@/lib/env";
import { makeSandboxOf } from "@/lib/journeys/sandbox/sandbox.fixture";
import { registerHospital } from "@/lib/testing/registration";
import { startUp } from "../start-up";
import { systemActor as actor } from "../system-actor";

const [dataDir = "", companyId = "", ballast = ""] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const now = new Date();

await startUp(readEnv({ DATA_DIR: dataDir, LOG_LEVEL: "silent" }));
Object.assign(engine(), { schemaRange: { ...engine().schemaRange, newest: "9999_next" } });

async function tried(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    say({ what, done: true });
  } catch (error) {
    const refused = engineErrorOf(error);
    say({ what, code: refused?.code ?? "unexpected", message: refused?.message ?? String(error) });
  }
}

const kept: number[] = [];

/** Of what was acknowledged. */
async function sayWhatIsThere(): Promise<void> {
  const rows = await (await openTenant(companyId)).select().from(counters);
  const found = new Set(rows.map(({ value }) => value));
  say({ kept: kept.length, lost: kept.filter((number) => !found.has(number)) });
}

/** Rows of 2 KB until the disk refuses one. */
async function writeUntilFull(): Promise<void> {
  const db = await openTenant(companyId);
  for (let number = 0; ; number++) {
    const name = `${number} ${createHash("sha512").update(String(number)).digest("hex").repeat(16)}`;
    try {
      await write(db, actor, async (tx) => {
        await tx.insert(counters).values({ name, value: number });
        await recordAudit(tx, { action: "counter.added", subject: { type: "counter", id: String(number) } });
      });
      kept.push(number);
    } catch (error) {
      const refused = engineErrorOf(error);
      if (!refused) throw error;
      say({ what: "write", code: refused.code, message: refused.message });
      return;
    }
  }
}

const next = {
  name: "9999_next",
  sha256: "2".repeat(64),
  statements: [
    "CREATE TABLE filled AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900) SELECT i, hex(randomblob(1000)) AS x FROM n",
  ],
};

async function everything(round: string): Promise<void> {
  const ref = async () => toTenantRef(await findTenantRow(await openMaster(), companyId));
  const migrate = async (copies: boolean) =>
    migrateDatabase(await ref(), [...migrationsOf("tenant"), next], actor, copies);
  // That a server had no room is known for a second.
  await tried("registration", () =>
    register(round).catch(async (error: unknown) => {
      if (round === "full" || !isEngineError(error, "NoPlace")) throw error;
      await pause(1_100);
      return register(round);
    }),
  );
  await tried("backup", () => backupTenant(companyId, { actor, reason: "asked", now }));
  const path = join(dataDir, `${round}.zip`);
  const company = { name: "First", slug: "first" };
  await tried("export", () => exportTenant(companyId, { id: newId(), path, sealed: false, company, now }));
  if (round === "full") {
    await tried("migration in place", () => migrate(false));
    await tried("migration by copy", () => migrate(true));
  }
  const copy = join(dataDir, `${round}.db`);
  await tried("copy in another process", () => copyInChild(join(dataDir, "master.db"), copy, null));
  await tried("sandbox", () => makeSandboxOf(companyId, actor));
  await tried("key", () => replaceKey(companyId, { actor }));
  await tried("restore", async () =>
    restoreTenant(await findTenantBackup(companyId, "latest"), { actor, now }),
  );
}

function register(round: string): Promise<unknown> {
  return registerHospital("aysel", now, { companyName: `${round} Hospital`, planId: "basic" });
}

/** Some writes still find their place. */
const roomLeft = 256 * 1024;

/** To the last byte but these. */
function fillDisk(): void {
  for (let piece = 1024 * 1024; piece >= 512; piece /= 2) {
    try {
      for (;;) appendFileSync(ballast, Buffer.alloc(piece, 1));
    } catch {
      // Smaller pieces may still fit.
    }
  }
  truncateSync(ballast, statSync(ballast).size - roomLeft);
}

if (ballast !== "limit") fillDisk();
await writeUntilFull();
await sayWhatIsThere();
await everything("full");
if (ballast !== "limit") {
  rmSync(ballast);
  // The same process, and the same open databases.
  await tried("write", async () =>
    write(await openTenant(companyId), actor, (tx) => tx.insert(counters).values({ name: "room", value: 1 })),
  );
  await sayWhatIsThere();
  await everything("room");
}
await stopEngine();
