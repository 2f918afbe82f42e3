import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { tenantDatabases } from "@/drizzle/master/schema";
import { testCompany } from "@/lib/testing/company";
import { testRemoteEngine } from "@/lib/testing/remote-engine";
import { backupTenant } from "../backups/backup-tenant";
import { findTenantBackup } from "../backups/find-tenant-backup";
import { restoreTenant } from "../backups/restore-tenant";
import { askedForStaysMs } from "../backups/retention";
import { FolderTarget } from "../backups/targets/folder";
import { engine } from "../engine";
import { fence } from "../generations/fence";
import { writeIdentity } from "../identity";
import { examineTenant } from "../integrity/examine-tenant";
import { knowsNothing } from "../integrity/knowledge";
import { takeBackElsewhere } from "../reconcile/take-back-elsewhere";
import { findTenantRow } from "../registry";
import { closeTenant } from "../tenant";
import { write } from "../write";
import { add, afterSilence, change, names, refOf } from "./remote-changes.fixture";
import { removeReplacedElsewhere } from "./remove-replaced";

let remote: Awaited<ReturnType<typeof testRemoteEngine>>;
beforeAll(async () => {
  remote = await testRemoteEngine();
}, 30_000);
afterAll(() => remote.dispose());
afterEach(() => vi.restoreAllMocks());

async function register(databaseId: string, told: Partial<typeof tenantDatabases.$inferInsert>) {
  await engine().cache.close();
  await write(engine().master, remote.actor, (tx) =>
    tx.update(tenantDatabases).set(told).where(eq(tenantDatabases.id, databaseId)),
  );
}
it("a change that the registry does not know of is neither replaced nor taken back, and is named", async () => {
  const { companyId, databaseId } = await testCompany("ahead");
  await change(companyId);
  await add(companyId, "newer");
  const told = { generation: 1, epoch: 1 };
  await register(databaseId, told);
  await expect(change(companyId, { evenUnverified: true })).rejects.toMatchObject({
    code: "LaterGeneration",
    detail: { generation: 2, registered: 1 },
  });
  expect(await findTenantRow(engine().master, companyId)).toMatchObject({ ...told, state: "ready" });
  await register(databaseId, { state: "migrating", stateReason: "test" });
  expect(await takeBackElsewhere(remote.actor, afterSilence())).toMatchObject([
    { id: databaseId, measure: "named", reason: expect.stringContaining("Generation 2") },
  ]);
  expect(await examineTenant(companyId, knowsNothing)).toMatchObject([{ code: "database.later-generation" }]);
  await register(databaseId, { state: "ready", stateReason: null, generation: 2, epoch: 2 });
  expect(await names(companyId)).toEqual(["newer"]);
});

it("who takes a change back and sleeps before it drops what was begun drops nothing that others made since", async () => {
  const { companyId, databaseId } = await testCompany("sleeper");
  await add(companyId, "before");
  const ref = await refOf(companyId);
  const place = engine().server(ref.server);
  await register(databaseId, { state: "migrating", stateReason: "test" });
  const [asleep, awake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const drop = place.drop.bind(place);
  vi.spyOn(place, "drop").mockImplementationOnce(async (name) => {
    asleep.resolve();
    await awake.promise;
    await drop(name);
  });
  const sleeper = takeBackElsewhere(remote.actor, afterSilence());
  await asleep.promise;
  forgetChange(databaseId);
  expect(await takeBackElsewhere(remote.actor, afterSilence())).toMatchObject([{ measure: "recovered" }]);
  await change(companyId);
  await add(companyId, "acknowledged");
  awake.resolve();
  await sleeper;
  await engine().cache.close();
  expect(await names(companyId)).toEqual(["acknowledged", "before"]);
});

it("who brings a change back that was taken back meanwhile leaves nothing there, and what others made stays", async () => {
  const { companyId, databaseId } = await testCompany("slow");
  const ref = await refOf(companyId);
  const place = engine().server(ref.server);
  const createEmpty = place.createEmpty.bind(place);
  vi.spyOn(place, "createEmpty").mockImplementationOnce(async (name, key) => {
    forgetChange(databaseId);
    void closeTenant(ref);
    await takeBackElsewhere(remote.actor, afterSilence());
    await change(companyId);
    await add(companyId, "acknowledged");
    await createEmpty(name, key);
  });
  await expect(change(companyId)).rejects.toMatchObject({ code: "DatabaseUnavailable" });
  expect(await names(companyId)).toEqual(["acknowledged"]);
  expect(await place.exists({ databaseId, generation: 2 })).toBe(false);
});

it("who sleeps before a repair's fence leaves none behind when the repair was taken back meanwhile", async () => {
  const { companyId, databaseId } = await testCompany("sleepy");
  const slow = change(companyId, {
    evenUnverified: true,
    onStep: async (step) => {
      if (step !== "announced") return;
      forgetChange(databaseId);
      await takeBackElsewhere(remote.actor, afterSilence());
    },
  });
  await expect(slow).rejects.toMatchObject({ code: "DatabaseUnavailable" });
  await engine().cache.close();
  await add(companyId, "on");
  expect(await names(companyId)).toEqual(["on"]);
});

it("of two hosts that restore a lost database, the one that sleeps takes nothing away that the other made", async () => {
  const { companyId } = await testCompany("lost-twice");
  await add(companyId, "kept");
  const folder = await mkdtemp(join(tmpdir(), "medadmin-lost-"));
  const asked = { actor: remote.actor, now: new Date(), target: new FolderTarget(folder) };
  const { id } = await backupTenant(companyId, { ...asked, reason: "asked" });
  const restore = async () => restoreTenant(await findTenantBackup(companyId, id), asked);
  const ref = await refOf(companyId);
  const place = engine().server(ref.server);
  await engine().cache.close();
  await place.drop(ref);
  const createEmpty = place.createEmpty.bind(place);
  vi.spyOn(place, "createEmpty").mockImplementationOnce(async (name, key) => {
    forgetChange(ref.databaseId);
    expect(await restore()).toMatchObject({ generation: 3 });
    await add(companyId, "acknowledged");
    await createEmpty(name, key);
  });
  await expect(restore()).rejects.toMatchObject({ code: "DatabaseUnavailable" });
  await engine().cache.close();
  expect(await names(companyId)).toEqual(["acknowledged", "kept"]);
  await rm(folder, { recursive: true });
});

it("what was replaced goes after its time, though numbers between were never published, and so does a draft", async () => {
  await removeReplacedElsewhere(new Date());
  const { companyId, databaseId } = await testCompany("gaps");
  const ref = await refOf(companyId);
  const place = engine().server(ref.server);
  await register(databaseId, { state: "migrating", stateReason: "test" });
  await takeBackElsewhere(remote.actor, afterSilence());
  await change(companyId);
  expect(await refOf(companyId)).toMatchObject({ generation: 4, epoch: 4 });
  const draft = { databaseId, generation: 2 };
  await place.create(draft, null);
  const connection = await place.open(draft, null);
  await writeIdentity(connection.writer, { ...draft, companyId, epoch: 2, fencedAt: 0 });
  connection.close();
  expect(await removeReplacedElsewhere(new Date())).toBe(1);
  expect(await place.exists(draft)).toBe(false);
  expect(await removeReplacedElsewhere(new Date(Date.now() + askedForStaysMs + 60_000))).toBeGreaterThan(0);
  expect(await place.exists({ databaseId, generation: 1 })).toBe(false);
});

it("a generation whose publisher died before writers were let in lets them in when it is opened", async () => {
  const { companyId } = await testCompany("unopened");
  await change(companyId);
  const ref = await refOf(companyId);
  await engine().cache.close();
  const connection = await engine().server(ref.server).open(ref, null);
  await fence(connection.writer);
  await connection.writer.execute("UPDATE identity SET fenced_at = 0");
  connection.close();
  await add(companyId, "on");
  expect(await names(companyId)).toEqual(["on"]);
});

/** This process as one that does not know that it is at it. */
function forgetChange(databaseId: string): void {
  const holder = globalThis as { [at: symbol]: Set<string> | undefined };
  holder[Symbol.for("medadmin.databases.changing")]?.delete(databaseId);
}
