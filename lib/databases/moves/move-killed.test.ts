import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { databaseMoves } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { runChild } from "@/lib/testing/child";
import { emptyBeginning, testCompany } from "@/lib/testing/company";
import { testKek } from "@/lib/testing/engine";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { verifyChain } from "../audit-chain";
import { engine } from "../engine";
import { reconcile } from "../reconcile/reconcile";
import { findTenantRow } from "../registry";
import { localServerId, startEngine, stopEngine } from "../start-engine";
import { openTenant } from "../tenant";
import { write } from "../write";
import {
  actor,
  emptyContent,
  factoriesOf,
  type Reachable,
  reachable,
  registerServers,
} from "./fleet.fixture";
import { moveDatabase } from "./move-database";
import { serverOf, serverRow } from "./server-row";

let sqld: Sqld;
let servers: readonly Reachable[];
let dataDir: string;
let company: Awaited<ReturnType<typeof testCompany>>;
beforeAll(async () => {
  sqld = await startSqld();
  servers = [await reachable("one", sqld)];
});
afterAll(() => sqld.stop());
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "medadmin-moves-"));
  await start();
  await registerServers(servers);
  company = await testCompany();
  await add("acknowledged");
});
afterEach(async () => {
  await stopEngine();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
});

const now = () => new Date();
const start = async () =>
  startEngine({
    place: { dataDir, kek: testKek },
    content: emptyContent,
    servers: await factoriesOf(servers),
  });
const add = async (name: string) =>
  write(await openTenant(company.companyId), actor, (tx) => tx.insert(counters).values({ name, value: 1 }));
const move = (toServerId: string) =>
  moveDatabase(company.databaseId, { toServerId, acceptPlain: true, actor, now });
const registered = () => findTenantRow(engine().master, company.companyId);

/** A child does it until it kills itself; then this process starts as a server does. */
async function killedAt(toServerId: string | null, dieAt: string) {
  await stopEngine();
  const order = JSON.stringify({ dataDir, servers, databaseId: company.databaseId, toServerId, dieAt });
  const { signal, output } = await runChild("lib/databases/moves/move-killed.fixture.ts", [order]);
  expect([signal, output]).toEqual(["SIGKILL", ""]);
  await start();
  return reconcile(actor, emptyBeginning);
}

/** Nothing acknowledged is lost, writing goes on, and of the two ends only the one that everybody opens takes writes. */
async function expectWhole(serverId: string) {
  expect(await registered()).toMatchObject({ state: "ready", serverId });
  await add("after");
  const db = await openTenant(company.companyId);
  const found = await db.select({ name: counters.name }).from(counters).orderBy(counters.name);
  expect(found.map(({ name }) => name)).toEqual(["acknowledged", "after"]);
  expect((await verifyChain(db, null)).brokenAt).toBeNull();
  expect(await reconcile(actor, emptyBeginning)).toEqual([]);
  expect(await writableEnds()).toBe(1);
}

/** Databases of this company, on either server, that would take a write of somebody who asked the registry. */
async function writableEnds(): Promise<number> {
  const row = await registered();
  const { master, keyring } = engine();
  const [moved] = await master
    .select()
    .from(databaseMoves)
    .where(eq(databaseMoves.databaseId, company.databaseId));
  if (!moved) throw new Error("There is no move.");
  const ends = [
    [moved.fromServerId, moved.fromGeneration, moved.fromKeyId],
    [moved.toServerId, moved.toGeneration, moved.toKeyId],
  ] as const;
  let writable = 0;
  for (const [serverId, generation, keyId] of ends) {
    const place = serverOf(await serverRow(master, serverId));
    const name = { databaseId: company.databaseId, generation };
    if (!(await place.exists(name))) continue;
    const connection = await place.open(name, keyId === null ? null : await keyring.reveal(keyId));
    const { rows } = await connection.reader.execute("SELECT generation, epoch, fenced_at FROM identity");
    connection.close();
    const [identity] = rows;
    if (!identity || identity.fenced_at !== null) continue;
    if (Number(identity.epoch) === row.epoch && Number(identity.generation) === row.generation) writable++;
    else throw new Error("An end that nobody opens is not fenced.");
  }
  return writable;
}

const before = ["begun", "created", "fenced", "copied", "verified", "moved"];
const after = ["switched", "settled"];

describe("a move to a libSQL server whose process is killed", () => {
  it.each(before)("after %s is taken back, and can be made again", async (dieAt) => {
    const findings = await killedAt("one", dieAt);
    expect(findings).toMatchObject([{ id: company.databaseId, measure: "recovered" }]);
    await expectWhole(localServerId);
    await move("one");
    expect(await registered()).toMatchObject({ serverId: "one", generation: 3 });
  });

  it.each(after)("after %s is done", async (dieAt) => {
    expect(await killedAt("one", dieAt)).toEqual([]);
    await expectWhole("one");
  });
});

describe("a move to a file whose process is killed", () => {
  beforeEach(async () => {
    await engine().cache.close();
    await move("one");
    // As if it had always been there: the end it came from is not what this is about.
    await write(engine().master, actor, (tx) => tx.delete(databaseMoves));
  });

  it.each(["begun", "copied", "moved"])("after %s is taken back, and can be made again", async (dieAt) => {
    const findings = await killedAt(localServerId, dieAt);
    expect(findings).toMatchObject([{ id: company.databaseId, measure: "recovered" }]);
    await expectWhole("one");
    await move(localServerId);
    expect(await registered()).toMatchObject({ serverId: localServerId, keyId: expect.any(String) });
  });

  it.each(["fenced", "verified"])("after %s keeps its key for the next attempt", async (dieAt) => {
    await killedAt(localServerId, dieAt);
    await expectWhole("one");
    const keys = await engine().keyring.list();
    expect(keys.map(({ use }) => use).sort()).toEqual(["coming", "current"]);
  });

  it("after switched is done", async () => {
    await killedAt(localServerId, "switched");
    await expectWhole(localServerId);
  });
});

describe("going back that is killed", () => {
  beforeEach(() => move("one").then(() => {}));

  it.each(["announced", "fenced", "released", "moved"])("after %s leaves it where it is", async (dieAt) => {
    expect(await killedAt(null, dieAt)).toMatchObject([{ id: company.databaseId, measure: "recovered" }]);
    expect(await registered()).toMatchObject({ state: "ready", serverId: "one", generation: 2, epoch: 2 });
    await add("after");
  });

  it("after switched is done", async () => {
    await killedAt(null, "switched");
    await expectWhole(localServerId);
  });
});
