import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { companies, tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import {
  backupTenant,
  openMaster,
  openTenant,
  settleKeys,
  startEngine,
  stopEngine,
  write,
} from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { openUnpublished } from "@/lib/databases/open-file";
import { findTenantRow } from "@/lib/databases/registry";
import { readEnv } from "@/lib/env";
import { type Examination, examineCompanies } from "@/lib/journeys/examine-company";
import { repairCompanies } from "@/lib/journeys/repair-company";
import { testCompany } from "@/lib/testing/company";
import { engineOptions } from "../engine-options";
import { startUp } from "../start-up";
import { systemActor as actor } from "../system-actor";

/** When each is killed after it began: by chance, and said, so that it can be written here again. */
const seed = Math.floor(Math.random() * 1e9);
const longestMs = 20;
/** Counted in writes that are acknowledged meanwhile, so that a slow machine is as far as a quick one. */
const mostWrites = 80;
const works = [
  "registration",
  "migration in place",
  "migration by copy",
  "backup",
  "restore",
  "a company's key",
  "the key-encryption key",
];
/** A number from 0 up to 1 for each, always the same for a seed. */
const chance = (number: number) => {
  const x = Math.sin(seed + number * 7_919) * 10_000;
  return x - Math.floor(x);
};

const root = fileURLToPath(new URL("../../..", import.meta.url));
let scratch: string;
let companyId: string;
const acknowledged = new Map<string, readonly string[]>();

const folderOf = (work: string) => join(scratch, String(works.indexOf(work)));
/** As another process would have it: nothing is remembered of an earlier environment. */
function configOf(dataDir: string) {
  delete (globalThis as Record<symbol, unknown>)[Symbol.for("medadmin.secrets")];
  return readEnv({ DATA_DIR: dataDir, LOG_LEVEL: "silent" });
}

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "medadmin-killed-"));
  await startUp(configOf(join(scratch, "base")));
  companyId = (await testCompany("first")).companyId;
  await backupTenant(companyId, { actor, reason: "asked", now: new Date() });
  await stopEngine();
  cpSync(join(scratch, "base"), join(scratch, "behind"), { recursive: true });
  await startUp(configOf(join(scratch, "behind")));
  for (const slug of ["second", "third"]) await testCompany(slug);
  await takeMigrationBack();
  await stopEngine();
  // All at once: most of their time they load code.
  await Promise.all(works.map(async (work, number) => acknowledged.set(work, await killed(work, number))));
}, 120_000);
afterEach(() => stopEngine());
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Every company is a migration behind. */
async function takeMigrationBack(): Promise<void> {
  const name = "0005_reference_sync_triggers";
  const rows = await engine().master.select().from(tenantDatabases);
  await engine().cache.close();
  for (const { id, keyId } of rows) {
    const key = await engine().keyring.reveal(keyId ?? "");
    const path = engine().server(local).where({ databaseId: id, generation: 1 });
    const client = openUnpublished(path, key);
    for (const trigger of ["reference_bases_touch", "reference_sync_touch"])
      await client.execute(`DROP TRIGGER ${trigger}`);
    await client.execute({ sql: "DELETE FROM schema_ledger WHERE name = ?", args: [name] });
    await client.execute({ sql: "DELETE FROM schema_guard WHERE migration = ?", args: [name] });
    client.close();
  }
  await write(engine().master, actor, (tx) =>
    tx.update(tenantDatabases).set({ schemaVersion: "0004_reference_sync" }),
  );
}

const local = { id: "local", kind: "file", url: "", adminUrl: null } as const;

/** @returns what the process had acknowledged when it died */
async function killed(work: string, number: number): Promise<string[]> {
  const base = work.startsWith("migration") ? "behind" : "base";
  cpSync(join(scratch, base), folderOf(work), { recursive: true });
  const args = ["--import", "tsx", "lib/jobs/strain/killed.fixture.ts", folderOf(work), companyId, work];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  let killedAt = Number.POSITIVE_INFINITY;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === "begun") killedAt = lines.length + mostWrites * chance(number);
    else lines.push(line);
    if (lines.length < killedAt) continue;
    killedAt = Number.POSITIVE_INFINITY;
    setTimeout(() => child.kill("SIGKILL"), longestMs * chance(number + works.length));
  }
  return lines;
}

const serious = ({ elsewhere, companies: examined }: Examination) =>
  [...elsewhere, ...examined.flatMap(({ findings }) => findings)].filter(
    ({ severity }) => severity !== "note",
  );

async function examineAll(): Promise<Examination> {
  const all = await (await openMaster()).select({ id: companies.id, slug: companies.slug }).from(companies);
  return examineCompanies(all, true);
}

/** In the database, or in one of the generations that were replaced: a restore puts back what was before. */
async function rowsAnywhere(work: string): Promise<Set<string>> {
  const found = new Set(
    (await (await openTenant(companyId)).select().from(counters)).map(({ name }) => name),
  );
  if (work !== "restore") return found;
  const { databaseId, generation, keyId } = await findTenantRow(await openMaster(), companyId);
  for (let earlier = 1; earlier < generation; earlier++) {
    const key = await engine().keyring.reveal(keyId ?? "");
    const client = openUnpublished(engine().server(local).where({ databaseId, generation: earlier }), key);
    for (const { name } of (await client.execute("SELECT name FROM counters")).rows) found.add(String(name));
    client.close();
  }
  return found;
}

describe(`a process that is killed in the middle (seed ${seed})`, () => {
  it.for(works)(
    "of %s has lost nothing it acknowledged, and the doctor names and repairs what it left",
    {
      timeout: 60_000,
    },
    async (work, { annotate }) => {
      // Without what a start puts right by itself.
      await startEngine(engineOptions(configOf(folderOf(work))));
      const found = await examineAll();
      expect(
        serious(found).filter(({ remedy }) => remedy !== "generation" && remedy !== "reconcile"),
      ).toEqual([]);
      const named = serious(found).map(({ code }) => code);
      await annotate(`The doctor named ${named.join(", ") || "nothing"}.`);
      await repairCompanies(found, actor, new Date());
      expect(serious(await examineAll())).toEqual([]);
      // Nor is there anything that only a start would put right.
      expect(await settleKeys()).toBe(0);
      for (const { id, state } of await (await openMaster()).select().from(companies)) {
        expect(state).toBe("active");
        await write(await openTenant(id), actor, (tx) =>
          tx.insert(counters).values({ name: "after", value: 1 }),
        );
      }
      const rows = await rowsAnywhere(work);
      expect((acknowledged.get(work) ?? []).filter((name) => !rows.has(name))).toEqual([]);
      expect(acknowledged.get(work)?.length).toBeGreaterThanOrEqual(20);
    },
  );
});
