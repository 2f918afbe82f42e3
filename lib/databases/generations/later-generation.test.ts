import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { provisionings, tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { emptyBeginning, testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { recordAudit } from "../audit";
import { backupTenant } from "../backups/backup-tenant";
import { findTenantBackup } from "../backups/find-tenant-backup";
import { restoreTenant } from "../backups/restore-tenant";
import { engine } from "../engine";
import { writeIdentity } from "../identity";
import { examineTenant } from "../integrity/examine-tenant";
import { knowsNothing } from "../integrity/knowledge";
import { replaceKey } from "../keyring/replace-key";
import { withDirect } from "../moves/source";
import { provision } from "../provisioning/provision";
import { takeBackInterrupted } from "../reconcile/take-back";
import { anyTenantRef, findTenantRow } from "../registry";
import { openTenant } from "../tenant";
import { write } from "../write";
import { fence, markMoved } from "./fence";
import { type GenerationChange, nextGeneration } from "./next-generation";

let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
beforeEach(async () => {
  started = await testEngine();
  company = await testCompany("first");
  await add("before");
  await backupTenant(company.companyId, { actor: started.actor, reason: "asked", now: new Date() });
});
afterEach(() => started.dispose());

const change = (overrides: Partial<GenerationChange> = {}) =>
  nextGeneration(company.companyId, {
    actor: started.actor,
    state: "migrating",
    reason: "test",
    transform: async () => {},
    ...overrides,
  });
const restore = async () =>
  restoreTenant(await findTenantBackup(company.companyId, "latest"), {
    actor: started.actor,
    now: new Date(),
  });
const add = async (name: string) =>
  write(await openTenant(company.companyId), started.actor, (tx) =>
    tx.insert(counters).values({ name, value: 1 }),
  );
const names = async () =>
  (await (await openTenant(company.companyId)).select().from(counters)).map(({ name }) => name).sort();
const row = () => findTenantRow(engine().master, company.companyId);
const fileOf = (generation: number) =>
  join(started.dataDir, "tenants", `${company.databaseId}.${generation}.db`);

/** What the registry says after it was restored to an earlier moment, or to a later one again. */
async function register(told: Partial<typeof tenantDatabases.$inferInsert>): Promise<void> {
  await engine().cache.close();
  await write(engine().master, started.actor, (tx) =>
    tx.update(tenantDatabases).set(told).where(eq(tenantDatabases.id, company.databaseId)),
  );
}
const earlier = () => ({ generation: 1, epoch: 1, keyId: company.keyId, state: "ready" as const });

it("what people wrote after the moment that the registry knows is replaced by no change and no restore", async () => {
  await change();
  await add("newer");
  const newest = await row();
  await register(earlier());
  const refusal = { code: "LaterGeneration", detail: { generation: 2, registered: 1 } };
  await expect(change({ evenUnverified: true })).rejects.toMatchObject(refusal);
  await expect(restore()).rejects.toMatchObject(refusal);
  await register({ state: "quarantined" });
  await expect(restore()).rejects.toMatchObject(refusal);
  expect(await row()).toMatchObject({ state: "quarantined", generation: 1, epoch: 1 });
  await register({ state: "ready", generation: newest.generation, epoch: newest.epoch });
  expect(await names()).toEqual(["before", "newer"]);
});

it("that it has another key by then makes no difference", async () => {
  await replaceKey(company.companyId, { actor: started.actor });
  await add("newer");
  const { generation, epoch, keyId } = await row();
  await register(earlier());
  await expect(restore()).rejects.toMatchObject({ code: "LaterGeneration", detail: { generation: 2 } });
  await register({ generation, epoch, keyId });
  expect(await names()).toEqual(["before", "newer"]);
});

it("a change that the restored registry takes for unfinished is not taken back, and the doctor names it", async () => {
  await change();
  await add("newer");
  await register({ ...earlier(), state: "migrating", stateReason: "test" });
  expect(await takeBackInterrupted(started.actor)).toMatchObject([
    { measure: "named", reason: expect.stringContaining("Generation 2 of this database was in use") },
  ]);
  expect(await examineTenant(company.companyId, knowsNothing)).toMatchObject([
    { code: "database.later-generation", detail: { generation: 2, registered: 1 } },
  ]);
  await register({ state: "ready", stateReason: null, generation: 2, epoch: 2 });
  expect(await names()).toEqual(["before", "newer"]);
});

it("what an attempt left that died before it was published makes way", async () => {
  await leaveDraft(2);
  await change();
  await add("after");
  expect(await row()).toMatchObject({ generation: 2, state: "ready" });
  await leaveDraft(3);
  await register({ state: "migrating", stateReason: "test" });
  expect(await takeBackInterrupted(started.actor)).toMatchObject([{ measure: "recovered" }]);
  await add("on");
  expect(await names()).toEqual(["after", "before", "on"]);
});

it("what an earlier version left makes way as well, as long as its source does not say that it was replaced", async () => {
  await leaveDraft(2, null);
  const ref = anyTenantRef(await row());
  await withDirect(ref, ({ writer }) => fence(writer));
  await register({ state: "migrating", stateReason: "test" });
  await withDirect(ref, ({ writer }) => markMoved(writer, 2));
  expect(await takeBackInterrupted(started.actor)).toMatchObject([{ measure: "named" }]);
  expect(existsSync(fileOf(2))).toBe(true);
  await withDirect(ref, ({ writer }) => markMoved(writer, 1));
  expect(await takeBackInterrupted(started.actor)).toMatchObject([{ measure: "recovered" }]);
  await add("on");
  expect(await names()).toEqual(["before", "on"]);
});

/** As a restore of a lost database leaves it that is killed. */
async function leaveDraft(generation: number, fencedAt: number | null = 0): Promise<void> {
  const { companyId, databaseId } = company;
  const ref = anyTenantRef(await row());
  const place = engine().server(ref.server);
  const key = await engine().keyring.reveal(company.keyId);
  await place.create({ databaseId, generation }, key);
  const connection = await place.open({ databaseId, generation }, key);
  await writeIdentity(connection.writer, {
    companyId,
    databaseId,
    generation,
    epoch: generation,
    fencedAt,
  });
  connection.close();
}

it("a file that no key opens is put aside, and not removed", async () => {
  writeFileSync(fileOf(2), Buffer.alloc(65_536, 7));
  await change();
  expect(await names()).toEqual(["before"]);
  expect(readdirSync(join(started.dataDir, "tenants", "quarantine"))).toEqual([`${company.databaseId}.2.db`]);
});

it("a database that says that it was replaced is not restored into, wherever what replaced it is", async () => {
  const ref = anyTenantRef(await row());
  const connection = await engine()
    .server(ref.server)
    .open(ref, await engine().keyring.reveal(company.keyId));
  await fence(connection.writer);
  await connection.writer.execute("UPDATE identity SET epoch = 2");
  connection.close();
  await engine().cache.close();
  await expect(restore()).rejects.toMatchObject({ code: "LaterGeneration", detail: { generation: null } });
  expect(existsSync(fileOf(2))).toBe(false);
  expect(await row()).toMatchObject({ state: "ready", generation: 1 });
});

it("a company whose making the restored registry takes for unfinished is not made anew", async () => {
  const { databaseId, companyId } = company;
  await write(company.db, started.actor, (tx) =>
    recordAudit(tx, { action: "company.registered", subject: { type: "company", id: companyId } }),
  );
  await register({ state: "provisioning", generation: 0 });
  const [begun] = await write(engine().master, started.actor, (tx) =>
    tx
      .update(provisionings)
      .set({ step: "keyed", finishedAt: null })
      .where(eq(provisionings.databaseId, databaseId))
      .returning(),
  );
  const again = provision(begun?.id ?? "", { actor: started.actor, beginning: emptyBeginning });
  await expect(again).rejects.toMatchObject({ code: "LaterGeneration", detail: { generation: 1 } });
  await register({ state: "ready", generation: 1 });
  expect(await names()).toEqual(["before"]);
});
