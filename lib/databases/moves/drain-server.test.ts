import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseServers, tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { testActor } from "@/lib/testing/actor";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { engine } from "../engine";
import { localServerId } from "../start-engine";
import { openTenant } from "../tenant";
import { write } from "../write";
import { type DrainOptions, drainServer } from "./drain-server";
import { factoriesOf, reachable, registerServers } from "./fleet.fixture";

let one: Sqld;
let two: Sqld;
let started: Awaited<ReturnType<typeof testEngine>>;
const companies: Awaited<ReturnType<typeof testCompany>>[] = [];
beforeAll(async () => {
  [one, two] = await Promise.all([startSqld(), startSqld()]);
  const servers = [await reachable("one", one), await reachable("two", two)];
  started = await testEngine({ servers: await factoriesOf(servers) });
  await registerServers(servers);
  for (let n = 0; n < 3; n++) companies.push(await testCompany());
  for (const id of ["one", "two"]) await changeServer(id, { acceptsNew: true });
});
afterAll(async () => {
  await started.dispose();
  await Promise.all([one.stop(), two.stop()]);
});

const now = () => new Date();
const drain = (serverId: string, options: Partial<DrainOptions> = {}) =>
  drainServer(serverId, { actor: testActor, now, ...options });
const changeServer = (id: string, change: Partial<typeof databaseServers.$inferInsert>) =>
  write(engine().master, testActor, (tx) =>
    tx.update(databaseServers).set(change).where(eq(databaseServers.id, id)),
  );
const on = async () =>
  (await engine().master.select().from(tenantDatabases).orderBy(tenantDatabases.id)).map(
    ({ serverId }) => serverId,
  );

describe("emptying a server", () => {
  it("leaves encrypted databases where they are while nobody agreed that they lose their encryption", async () => {
    await changeServer(localServerId, { drainingAt: 1 });
    const { databases, left } = await drain(localServerId);
    expect(databases.map(({ error }) => error?.code)).toEqual(["NoPlace", "NoPlace", "NoPlace"]);
    expect(left).toBe(3);
  });

  it("goes on after one that cannot be moved, and says which and why", async () => {
    const [first] = companies;
    await write(engine().master, testActor, (tx) =>
      tx
        .update(tenantDatabases)
        .set({ state: "migrating" })
        .where(eq(tenantDatabases.id, first?.databaseId ?? "")),
    );
    const told: string[] = [];
    const { databases, left } = await drain(localServerId, {
      acceptPlain: true,
      onEach: ({ databaseId }, done, total) => told.push(`${done}/${total} ${databaseId}`),
    });
    expect(told).toHaveLength(3);
    expect(databases.filter(({ error }) => error)).toMatchObject([
      { databaseId: first?.databaseId, error: { code: "MoveRefused" } },
    ]);
    expect(left).toBe(1);
    // Spread by load.
    expect((await on()).sort()).toEqual([localServerId, "one", "two"]);
  });

  it("moves what is left when it is asked again, within the capacity of the others", async () => {
    const [first] = companies;
    await write(engine().master, testActor, (tx) =>
      tx
        .update(tenantDatabases)
        .set({ state: "ready" })
        .where(eq(tenantDatabases.id, first?.databaseId ?? "")),
    );
    await changeServer("one", { maxDatabases: 1 });
    expect(await drain(localServerId, { acceptPlain: true })).toMatchObject({ left: 0 });
    expect((await on()).sort()).toEqual(["one", "two", "two"]);
    for (const { companyId } of companies)
      expect(await (await openTenant(companyId)).$count(counters)).toBe(0);
  });

  it("begins no other database once it is called off", async () => {
    const calling = new AbortController();
    const { databases, left } = await drain("two", {
      concurrency: 1,
      signal: calling.signal,
      onEach: () => calling.abort(),
    });
    expect(databases).toHaveLength(1);
    expect(left).toBeGreaterThan(0);
  });

  it("brings databases to files without being asked for consent", async () => {
    await changeServer(localServerId, { drainingAt: null });
    await changeServer("one", { maxDatabases: 0 });
    expect(await drain("two")).toMatchObject({ left: 0 });
    expect(await on()).not.toContain("two");
    const rows = await engine().master.select().from(tenantDatabases);
    for (const { serverId, keyId } of rows) expect(keyId !== null).toBe(serverId === localServerId);
  });
});
