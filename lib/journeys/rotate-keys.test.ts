import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { auditEvents as platformEvents, tenantBackups } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import {
  backupMaster,
  backupTenant,
  forgetFormerKeys,
  kekIdOf,
  keyringKekId,
  listKeys,
  nextKek,
  openMaster,
  openTenant,
  reconcile,
  settleKeys,
  write,
} from "@/lib/databases";
import { readManifest } from "@/lib/databases/backups/manifest";
import { engine } from "@/lib/databases/engine";
import { openUnpublished } from "@/lib/databases/open-file";
import { findTenantRow } from "@/lib/databases/registry";
import { startEngine, stopEngine } from "@/lib/databases/start-engine";
import { readEnv } from "@/lib/env";
import { engineOptions } from "@/lib/jobs/engine-options";
import { testActor } from "@/lib/testing/actor";
import { runChild } from "@/lib/testing/child";
import { emptyBeginning, testCompany } from "@/lib/testing/company";
import { emptyContent } from "@/lib/testing/engine";
import { replaceCompanyKey } from "./replace-company-key";
import { rotateKek, settleKek } from "./rotate-kek";

const now = new Date("2026-11-21T09:00:00Z");
const fixture = "lib/journeys/rotate-keys.fixture.ts";
let dataDir: string;

/** As another process would have it: nothing is remembered of an earlier environment. */
function config(folder = dataDir, variables = {}) {
  delete (globalThis as Record<symbol, unknown>)[Symbol.for("medadmin.secrets")];
  return readEnv({ DATA_DIR: folder, ...variables });
}
const start = (folder = dataDir, variables = {}) =>
  startEngine({
    place: engineOptions(config(folder, variables)).place,
    content: emptyContent,
  });
const secret = (folder = dataDir) => readFileSync(join(folder, "secrets", "key-encryption"), "utf8").trim();

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "medadmin-keys-"));
  await start();
});
afterEach(async () => {
  await stopEngine();
  rmSync(dataDir, { recursive: true, force: true });
});

const note = async (companyId: string, name: string) =>
  write(await openTenant(companyId), testActor, (tx) => tx.insert(counters).values({ name, value: 1 }));
const notes = async (companyId: string) =>
  (await (await openTenant(companyId)).select().from(counters)).map(({ name }) => name);

it("a company's next generation is encrypted with another key, and the former one opens what was before", async () => {
  const { companyId, databaseId, keyId } = await testCompany();
  await note(companyId, "before");
  const replaced = await replaceCompanyKey(await openMaster(), testActor, companyId, { now });
  expect(replaced).toMatchObject({ databaseId, from: keyId, generation: 2 });
  await note(companyId, "after");
  expect(await notes(companyId)).toEqual(["before", "after"]);
  expect(await findTenantRow(await openMaster(), companyId)).toMatchObject({ keyId: replaced.to });
  expect(await listKeys()).toMatchObject([
    { id: keyId, use: "former", untilGeneration: 1 },
    { id: replaced.to, use: "current" },
  ]);
  await stopEngine();
  await start();
  const path = join(dataDir, "tenants", `${databaseId}.2.db`);
  const former = await engine().keyring.reveal(keyId);
  const client = openUnpublished(path, former);
  await expect(client.execute("SELECT * FROM counters")).rejects.toThrow(/NOTADB|not a database/);
  client.close();
  expect(await notes(companyId)).toEqual(["before", "after"]);
});

it("a former key is destroyed when no earlier generation is left, and not before", async () => {
  const { companyId, databaseId, keyId } = await testCompany();
  await replaceCompanyKey(await openMaster(), testActor, companyId, { now });
  expect(await forgetFormerKeys(testActor)).toEqual([]);
  await engine().cache.close();
  rmSync(join(dataDir, "tenants", `${databaseId}.1.db`));
  expect(await forgetFormerKeys(testActor)).toEqual([keyId]);
  await expect(engine().keyring.reveal(keyId)).rejects.toMatchObject({ code: "KeyMissing" });
  await openTenant(companyId);
});

it("a former key stays while a backup needs it, also one that a restored master does not know", async () => {
  const { companyId, databaseId, keyId } = await testCompany();
  await backupTenant(companyId, { actor: testActor, reason: "asked", now });
  await write(await openMaster(), testActor, (tx) => tx.delete(tenantBackups));
  await replaceCompanyKey(await openMaster(), testActor, companyId, { now });
  await engine().cache.close();
  rmSync(join(dataDir, "tenants", `${databaseId}.1.db`));
  expect(await forgetFormerKeys(testActor)).toEqual([]);
  expect(await engine().keyring.reveal(keyId)).toHaveLength(64);
});

it("another key-encryption key opens everything, seals as before, and leaves no backup that the former opens", async () => {
  const { companyId } = await testCompany();
  await note(companyId, "before");
  const [before, old] = [secret(), await backupMaster(testActor, now)];
  const rotated = await rotateKek({ actor: testActor, now, config: config() });
  expect(rotated).toMatchObject({ keys: 1, from: kekIdOf(before), environment: false });
  expect([kekIdOf(secret()), keyringKekId()]).toEqual([rotated.to, rotated.to]);
  await stopEngine();
  await start();
  expect(await notes(companyId)).toEqual(["before"]);
  expect(await readManifest(old.masterFolder, engine().sealingKey)).toMatchObject({ id: old.id });
  expect(existsSync(old.keyringFolder)).toBe(false);
  expect(existsSync(join(dataDir, "backups", "keyring", rotated.backup))).toBe(true);
  const told = await (await openMaster())
    .select()
    .from(platformEvents)
    .where(eq(platformEvents.action, "keyring.rewrapped"));
  expect(told).toHaveLength(1);
});

it("two replacements of the key-encryption key at once: one is told to wait, and the keyring opens with what is kept", async () => {
  const { companyId } = await testCompany();
  await note(companyId, "before");
  const both = config();
  const asked = await Promise.allSettled(
    [1, 2].map(() => rotateKek({ actor: testActor, now, config: both })),
  );
  expect(asked).toMatchObject([{ status: "fulfilled" }, { status: "rejected", reason: { code: "Busy" } }]);
  expect(keyringKekId()).toBe(kekIdOf(secret()));
  await stopEngine();
  await start();
  expect(await notes(companyId)).toEqual(["before"]);
  await rotateKek({ actor: testActor, now, config: config() });
});

it("a key-encryption key of the environment is replaced by the one the operator puts beside it", async () => {
  await stopEngine();
  rmSync(join(dataDir, "keyring.db"));
  const current = "a key-encryption key of the environment";
  const first = { KEY_ENCRYPTION_KEY: current };
  await start(dataDir, first);
  const refused = rotateKek({ actor: testActor, now, config: config(dataDir, first) });
  await expect(refused).rejects.toMatchObject({ code: "BadConfiguration" });
  const foreign = { ...first, KEY_ENCRYPTION_KEY_NEXT: "one that seals backups in another way" };
  await expect(rotateKek({ actor: testActor, now, config: config(dataDir, foreign) })).rejects.toThrow(
    /keys make/,
  );
  const both = { ...first, KEY_ENCRYPTION_KEY_NEXT: nextKek(current) };
  await rotateKek({ actor: testActor, now, config: config(dataDir, both) });
  await stopEngine();
  await start(dataDir, both);
  expect(await settleKek(testActor, config(dataDir, both))).toBe(false);
  await stopEngine();
  await expect(start(dataDir, first)).rejects.toMatchObject({ code: "WrongMasterKey" });
  await start(dataDir, { KEY_ENCRYPTION_KEY: both.KEY_ENCRYPTION_KEY_NEXT });
});

it("a rotation that is killed at any step is finished by the next start, or never happened", {
  timeout: 300_000,
}, async () => {
  const { companyId } = await testCompany();
  await note(companyId, "before");
  await stopEngine();
  const before = secret();
  const cases = [
    ["kek", "staged"],
    ["kek", "rewrapped"],
    ["kek", "recorded"],
    [companyId, "copied"],
    [companyId, "moved"],
    [companyId, "flipped"],
  ] as const;
  for (const [what, step] of cases) {
    const folder = `${dataDir}-${step}`;
    cpSync(dataDir, folder, { recursive: true });
    const killed = await runChild(fixture, [folder, what, step]);
    expect(killed, killed.output).toMatchObject({ signal: "SIGKILL" });
    await start(folder);
    await settleKek(testActor, config(folder));
    await settleKeys();
    await reconcile(testActor, emptyBeginning);
    expect(existsSync(join(folder, "secrets", "key-encryption.next"))).toBe(false);
    expect(secret(folder) === before, step).toBe(step !== "rewrapped" && step !== "recorded");
    expect(keyringKekId()).toBe(kekIdOf(secret(folder)));
    expect(await notes(companyId)).toEqual(["before"]);
    const row = await findTenantRow(await openMaster(), companyId);
    expect(row).toMatchObject({ state: "ready", generation: step === "flipped" ? 2 : 1 });
    const current = (await listKeys()).filter(({ use }) => use === "current");
    expect(current).toMatchObject([{ id: row.keyId }]);
    if (what !== "kek") {
      await replaceCompanyKey(await openMaster(), testActor, companyId, { now });
      expect(await notes(companyId)).toEqual(["before"]);
    }
    await stopEngine();
    rmSync(folder, { recursive: true, force: true });
  }
});
