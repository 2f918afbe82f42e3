import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, companies, installation, sessions, setupTokens, users } from "@/drizzle/master/schema";
import { emptyBeginning, testCompany } from "@/lib/testing/company";
import { emptyContent, testEngine, testKek } from "@/lib/testing/engine";
import { collectStatements } from "../collect-statements";
import { engine } from "../engine";
import { fileUrl } from "../file-url";
import { reconcile } from "../reconcile/reconcile";
import { startEngine, stopEngine } from "../start-engine";
import { openTenant } from "../tenant";
import { write } from "../write";
import { backupMaster, type MasterBackup } from "./backup-master";
import { type RestoreOptions, restoreMaster } from "./restore-master";

const now = new Date("2026-11-21T09:15:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
let backup: MasterBackup;
beforeEach(async () => {
  started = await testEngine();
  company = await testCompany("before");
  backup = await backupMaster(started.actor, now);
});
afterEach(() => started.dispose());

const restore = (options: Partial<RestoreOptions> = {}) =>
  restoreMaster({
    dataDir: started.dataDir,
    kek: testKek,
    backup: "latest",
    actor: started.actor,
    now,
    ...options,
  });
const start = (kek = testKek) =>
  startEngine({
    place: { dataDir: started.dataDir, kek },
    content: emptyContent,
  });
const inFolder = (...names: string[]) => join(started.dataDir, ...names);
const manifestFile = () => join(backup.masterFolder, "manifest.json");

const drafts = () =>
  ["keyring", "master"].flatMap((kind) =>
    readdirSync(inFolder("backups", kind)).filter((name) => name !== backup.id),
  );

it("a backup that fails leaves nothing of itself, and what one left that died goes with the next start", async () => {
  await write(engine().master, started.actor, (tx) =>
    tx.run(
      sql`INSERT INTO schema_ledger (name, sha256, applied_at, duration_ms) VALUES ('9999_newer', ${"0".repeat(64)}, 1, 1)`,
    ),
  );
  await expect(backupMaster(started.actor, now)).rejects.toMatchObject({ code: "MigrationMismatch" });
  expect(drafts().filter((name) => name.endsWith(".draft"))).toEqual([]);
  await write(engine().master, started.actor, (tx) =>
    tx.run(sql`DELETE FROM schema_ledger WHERE name = '9999_newer'`),
  );
  const died = inFolder("backups", "keyring", "20261121T091500Z-dead.draft");
  mkdirSync(died);
  writeFileSync(join(died, "keyring.db"), "half");
  await stopEngine();
  await start();
  expect(existsSync(died)).toBe(false);
});

describe("backupMaster", () => {
  it("writes master and keyring into folders of their own, each with a manifest of what is in it", async () => {
    expect(backup.id).toMatch(/^20261121T091500Z-[0-9a-f]{4}$/);
    expect(readdirSync(backup.masterFolder).sort()).toEqual(["manifest.json", "master.db"]);
    expect(readdirSync(backup.keyringFolder).sort()).toEqual(["keyring.db", "manifest.json"]);
    expect(backup.master).toMatchObject({ kind: "master", rows: { companies: 1, tenant_databases: 1 } });
    expect(backup.keyring).toMatchObject({ kind: "keyring", rows: { keys: 1 } });
    const registry = readFileSync(join(backup.masterFolder, "master.db"));
    expect(registry.includes(await engine().keyring.reveal(company.keyId))).toBe(false);
  });

  it("forgets keyrings after 30 days, so that destroyed keys are not kept, and masters after 90", async () => {
    const inDays = (days: number) => backupMaster(started.actor, new Date(now.getTime() + days * 86_400_000));
    const later = await inDays(31);
    expect(readdirSync(inFolder("backups", "keyring"))).toEqual([later.id]);
    expect(readdirSync(inFolder("backups", "master"))).toEqual([backup.id, later.id]);
    const last = await inDays(91);
    expect(readdirSync(inFolder("backups", "master"))).toEqual([later.id, last.id]);
  });
});

describe("restoreMaster", () => {
  it("brings back what was backed up, keeps what it replaces, and blocks removal", async () => {
    const after = await testCompany("after");
    await stopEngine();
    const { replaced, keyring } = await restore();
    expect(keyring).toBeNull();
    expect(existsSync(join(replaced ?? "", "master.db"))).toBe(true);
    await start();
    const { master } = engine();
    expect((await master.select().from(companies)).map((row) => row.slug)).toEqual(["before"]);
    expect(await master.select().from(installation)).toMatchObject([{ removalBlockedAt: now.getTime() }]);
    expect((await master.select().from(auditEvents)).at(-1)?.action).toBe("master.restored");
    await openTenant(company.companyId);

    const findings = await reconcile(started.actor, emptyBeginning);
    expect(findings).toMatchObject([
      { what: "file", id: `${after.databaseId}.1.db`, measure: "named" },
      { what: "key", id: after.keyId, measure: "quarantined" },
    ]);
    expect(existsSync(inFolder("tenants", `${after.databaseId}.1.db`))).toBe(true);
  });

  it("signs nobody in again who was signed out since, and revives no link for setting up", async () => {
    const at = now.getTime();
    await write(engine().master, started.actor, async (tx) => {
      await tx.insert(users).values({
        id: "aysel",
        username: "aysel",
        email: "aysel@example.com",
        passwordHash: "-",
        firstName: "Aysel",
        lastName: "Məmmədova",
        passwordChangedAt: at,
      });
      await tx.insert(sessions).values({ id: "s", userId: "aysel", expiresAt: at * 2, lastSeenAt: at });
      await tx.insert(setupTokens).values([
        { tokenHash: "unused", expiresAt: at * 2 },
        { tokenHash: "used", expiresAt: at * 2, usedAt: at },
      ]);
    });
    const { id } = await backupMaster(started.actor, new Date(at + 60_000));
    await stopEngine();
    await restore({ backup: id });
    await start();
    const { master } = engine();
    expect(await master.$count(users)).toBe(1);
    expect(await master.$count(sessions)).toBe(0);
    expect((await master.select().from(setupTokens)).map((row) => row.tokenHash)).toEqual(["used"]);
  });

  it("restores a lost keyring with it, and companies open again", async () => {
    await stopEngine();
    rmSync(inFolder("keyring.db"));
    await expect(start()).rejects.toMatchObject({ code: "BadConfiguration" });
    expect((await restore()).keyring).toMatchObject({ kind: "keyring" });
    await start();
    expect(await (await openTenant(company.companyId)).all("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("does not bring a key back that was destroyed after the backup", async () => {
    await engine().keyring.destroy(company.keyId);
    await stopEngine();
    await restore({ keyring: true });
    await start();
    await expect(engine().keyring.reveal(company.keyId)).rejects.toMatchObject({ code: "KeyMissing" });
  });

  it("refuses a folder that somebody owns", async () => {
    await expect(restore()).rejects.toMatchObject({ code: "DataFolderOwned" });
  });

  it.each([
    ["a flipped byte in the database", () => flip(join(backup.masterFolder, "master.db"), 5_000)],
    ["a database cut short", () => cut(join(backup.masterFolder, "master.db"))],
    ["a missing database", () => rmSync(join(backup.masterFolder, "master.db"))],
    ["a missing manifest", () => rmSync(manifestFile())],
    ["a manifest that is not one", () => writeFileSync(manifestFile(), "{}")],
    ["other row counts in the manifest", () => edit(/"companies": 1/, '"companies": 2')],
    ["another hash in the manifest", () => edit(/"sha256": "../, '"sha256": "zz')],
    [
      "another backup under its name",
      () => renameSync(backup.masterFolder, `${backup.masterFolder.slice(0, -4)}ffff`),
    ],
  ])("refuses %s, and leaves everything as it was", async (_what, damage) => {
    await stopEngine();
    damage();
    // A connection that is closed empties its log into the file once its statements are collected.
    collectStatements();
    await new Promise(setImmediate);
    const before = readFileSync(inFolder("master.db"));
    await expect(restore()).rejects.toMatchObject({ code: "BadBackup" });
    expect(readFileSync(inFolder("master.db")).equals(before)).toBe(true);
    expect(readdirSync(started.dataDir).filter((name) => name.includes("restoring"))).toEqual([]);
  });

  it("refuses a database that was changed and hashed anew, since nobody else can seal the manifest", async () => {
    await stopEngine();
    const file = join(backup.masterFolder, "master.db");
    const client = createClient({ url: fileUrl(file, "rw") });
    await client.execute("UPDATE companies SET name = 'Somebody else'");
    client.close();
    const { createHash } = await import("node:crypto");
    edit(
      /"sha256": "[0-9a-f]+"/,
      `"sha256": "${createHash("sha256").update(readFileSync(file)).digest("hex")}"`,
    );
    await expect(restore()).rejects.toMatchObject({ code: "BadBackup" });
  });

  it("refuses a backup of another installation", async () => {
    await stopEngine();
    const foreign = restore({ kek: "the key-encryption key of another installation" });
    await expect(foreign).rejects.toMatchObject({
      code: "BadBackup",
      message: expect.stringContaining("another"),
    });
  });

  it("says which backup there is not", async () => {
    await stopEngine();
    const none = restore({ backup: "20200101T000000Z-0000" });
    await expect(none).rejects.toMatchObject({ code: "BadBackup" });
  });
});

describe("startEngine", () => {
  it("makes no empty master where companies' databases are", async () => {
    await stopEngine();
    cpSync(inFolder("master.db"), inFolder("kept.db"));
    rmSync(inFolder("master.db"));
    await expect(start()).rejects.toMatchObject({ code: "BadConfiguration" });
    expect(existsSync(inFolder("master.db"))).toBe(false);
  });

  it("does not go on from the middle of a restore", async () => {
    await stopEngine();
    writeFileSync(inFolder("master.db.restoring"), "");
    await expect(start()).rejects.toMatchObject({ code: "BadConfiguration" });
  });
});

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

function cut(path: string): void {
  writeFileSync(path, readFileSync(path).subarray(0, 8_192));
}

function edit(what: RegExp, to: string): void {
  const text = readFileSync(manifestFile(), "utf8");
  if (!what.test(text)) throw new Error("There is nothing to change.");
  writeFileSync(manifestFile(), text.replace(what, to));
}
