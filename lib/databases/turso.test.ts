import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvents, databaseServers, tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { newId } from "@/lib/domain/id";
import { revokeServerTokens } from "@/lib/master/fleet/servers/revoke-tokens";
import { emptyBeginning, enterTestCompany, testCompany } from "@/lib/testing/company";
import { emptyContent, startTestEngine, testEngine } from "@/lib/testing/engine";
import { startTursoApi, type TursoApi } from "@/lib/testing/turso-api";
import { surveyRegistry } from "./integrity/survey";
import { migrateTest, newest, next } from "./migrations/fleet.fixture";
import { moveDatabase } from "./moves/move-database";
import { provision } from "./provisioning/provision";
import { reconcile } from "./reconcile/reconcile";
import { findTenantRow } from "./registry";
import { dropDatabases, recordRemoval } from "./removals/destroy-databases";
import { destroySandbox, retireSandbox } from "./sandboxes/discard-sandbox";
import { proveServer } from "./servers/prove-server";
import { tursoAt } from "./servers/turso.fixture";
import { type EngineOptions, localServerId, stopEngine } from "./start-engine";
import { tenantTemplate } from "./template";
import { openTenant } from "./tenant";
import { write } from "./write";

const group = "clinics";
let api: TursoApi;
let running: Awaited<ReturnType<typeof testEngine>>;
let options: Partial<EngineOptions>;

beforeAll(async () => {
  api = await startTursoApi();
  api.organization.groups.set(group, { archived: false });
  const template = tenantTemplate(emptyContent);
  options = {
    servers: { turso: ({ groupName }) => tursoAt(api, { template, group: groupName ?? "" }) },
    schemaRange: { oldest: newest, newest: next.name },
  };
  running = await testEngine(options);
  await write(running.engine.master, running.actor, async (tx) => {
    const { id } = databaseServers;
    await tx.update(databaseServers).set({ acceptsNew: false }).where(eq(id, localServerId));
    await tx
      .insert(databaseServers)
      .values({ id: "cloud", kind: "turso", name: "Cloud", url: api.url, groupName: group });
  });
});
afterAll(async () => {
  await running.dispose();
  await api.stop();
});

const groupsUsed = () => [...new Set([...api.organization.databases.values()].map((each) => each.group))];

describe("a company at Turso", () => {
  it("is made in the group of its server, without a key, and works", async () => {
    const { companyId, db } = await testCompany("cloud");
    await write(db, running.actor, (tx) => tx.insert(counters).values({ name: "here", value: 1 }));
    expect(await (await openTenant(companyId)).$count(counters)).toBe(1);
    const [row] = await running.engine.master.select().from(tenantDatabases);
    expect(row).toMatchObject({ serverId: "cloud", state: "ready", keyId: null, generation: 1 });
    expect(groupsUsed()).toEqual([group]);
  });

  it("is finished when its making was interrupted, also by Turso", async () => {
    const { companyId, provisioningId } = await enterTestCompany("interrupted");
    const beginning = { actor: running.actor, beginning: emptyBeginning };
    const creation = { when: /^POST .*\/databases$/, times: 99, executed: true, answer: null };
    api.faults.push(creation);
    await expect(provision(provisioningId, beginning)).rejects.toMatchObject({ code: "ServerFailed" });
    api.faults.length = 0;
    expect(await reconcile(running.actor, emptyBeginning)).toMatchObject([
      { id: companyId, measure: "finished" },
    ]);
    expect(await reconcile(running.actor, emptyBeginning)).toEqual([]);
    expect(await (await openTenant(companyId)).$count(counters)).toBe(0);
  });

  it("is migrated where it is", async () => {
    const { companyId, databaseId } = await testCompany("migrated");
    expect(await migrateTest(running.actor, { companyIds: [companyId] })).toMatchObject({
      state: "done",
      results: [{ databaseId, state: "done", to: next.name }],
    });
    expect(await (await openTenant(companyId)).$count(counters)).toBe(0);
  });

  it("moves to a file with a key of its own, and back where consent is given to do without", async () => {
    const { companyId, databaseId, db } = await testCompany("moving");
    await write(db, running.actor, (tx) => tx.insert(counters).values({ name: "at Turso", value: 1 }));
    const to = { actor: running.actor, now: () => new Date() };
    await moveDatabase(databaseId, { ...to, toServerId: localServerId });
    await write(db, running.actor, (tx) => tx.insert(counters).values({ name: "in a file", value: 2 }));
    const row = () => findTenantRow(running.engine.master, companyId);
    expect(await row()).toMatchObject({ serverId: localServerId, generation: 2, state: "ready" });
    expect((await row()).keyId).not.toBeNull();
    const unasked = moveDatabase(databaseId, { ...to, toServerId: "cloud" });
    await expect(unasked).rejects.toMatchObject({ code: "MoveRefused" });
    await moveDatabase(databaseId, { ...to, toServerId: "cloud", acceptPlain: true });
    expect(await row()).toMatchObject({ serverId: "cloud", generation: 3, keyId: null });
    expect(await (await openTenant(companyId)).$count(counters)).toBe(2);
  });

  it("goes on when the tokens of its server are revoked, by whoever runs the fleet", async () => {
    const { companyId, db } = await testCompany("revoked");
    const { master } = running.engine;
    const before = api.organization.tokens();
    await revokeServerTokens(master, running.actor, "Cloud");
    expect(api.organization.tokens().filter((token) => before.includes(token))).toEqual([]);
    await write(db, running.actor, (tx) => tx.insert(counters).values({ name: "on", value: 1 }));
    expect(await (await openTenant(companyId)).$count(counters)).toBe(1);
    const told = eq(auditEvents.action, "server.tokens-revoked");
    expect(await master.select().from(auditEvents).where(told)).toMatchObject([{ subjectId: "cloud" }]);
    await expect(revokeServerTokens(master, running.actor, "This machine")).rejects.toMatchObject({
      code: "NotSupported",
    });
    await expect(revokeServerTokens(master, running.actor, "Nowhere")).rejects.toMatchObject({
      code: "notFound",
    });
  });

  it("is gone from there when the company is removed", async () => {
    const { companyId, databaseId } = await testCompany("removed");
    const there = () => [...api.organization.databases.keys()].filter((name) => name.startsWith(databaseId));
    expect(there()).toHaveLength(1);
    const order = { removalId: newId(), companyId, otherIds: [] };
    await dropDatabases(await recordRemoval(order), order);
    expect(there()).toEqual([]);
  });

  it("a sandbox that was discarded while Turso did not answer is gone from there in the end", async () => {
    const { companyId, databaseId } = await testCompany("discarded");
    const { master } = running.engine;
    const change = { purpose: "sandbox" } as const;
    const retired = await write(master, running.actor, async (tx) => {
      await tx.update(tenantDatabases).set(change).where(eq(tenantDatabases.id, databaseId));
      return retireSandbox(tx, companyId);
    });
    expect(retired).toBe(databaseId);
    api.faults.push({ when: /^DELETE /, times: 99, answer: null });
    const destroyed = destroySandbox(databaseId, running.actor);
    await expect(destroyed).rejects.toMatchObject({ code: "ServerFailed" });
    api.faults.length = 0;
    const there = () => [...api.organization.databases.keys()].filter((name) => name.startsWith(databaseId));
    expect(there()).toHaveLength(1);
    expect(await reconcile(running.actor, emptyBeginning)).toMatchObject([
      { id: databaseId, measure: "finished" },
    ]);
    expect(there()).toEqual([]);
    expect(await reconcile(running.actor, emptyBeginning)).toEqual([]);
  });

  it("is missed by the doctor when the registry does not know it, and others there are not", async () => {
    const unknown = async () =>
      (await surveyRegistry()).filter(({ finding }) => finding.code === "database.unknown");
    expect(await unknown()).toEqual([]);
    const forgotten = { databaseId: newId(), generation: 1 };
    const server = tursoAt(api, { group });
    await server.createEmpty(forgotten, null);
    expect(await unknown()).toMatchObject([
      { companyId: null, finding: { remedy: "operator", detail: { ...forgotten, serverId: "cloud" } } },
    ]);
    await server.drop(forgotten);
  });

  it("has no server that was not proven first: nothing stays of the proof", async () => {
    const ref = (groupName: string) =>
      ({ id: "next", kind: "turso", url: "", adminUrl: null, groupName }) as const;
    const before = [...api.organization.databases.keys()];
    await expect(proveServer(ref("none"))).rejects.toMatchObject({ code: "BadConfiguration" });
    expect(await proveServer(ref(group))).toMatchObject({ problem: null });
    expect([...api.organization.databases.keys()]).toEqual(before);
  });

  it("is found again after a restart, with what was written", async () => {
    const [first] = await running.engine.master.select().from(tenantDatabases);
    await stopEngine();
    await startTestEngine(running.dataDir, options);
    expect(await (await openTenant(first?.companyId ?? "")).$count(counters)).toBe(1);
  });
});
