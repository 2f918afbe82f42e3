import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseMoves } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { testActor } from "@/lib/testing/actor";
import { runChild } from "@/lib/testing/child";
import { emptyBeginning, testCompany } from "@/lib/testing/company";
import { startTestEngine } from "@/lib/testing/engine";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { verifyChain } from "../audit-chain";
import { engine } from "../engine";
import { readIdentity } from "../identity";
import type { Finding } from "../reconcile/finding";
import { reconcile } from "../reconcile/reconcile";
import { findTenantRow } from "../registry";
import { localServerId, stopEngine } from "../start-engine";
import { openTenant } from "../tenant";
import { write } from "../write";
import { factoriesOf, type Reachable, reachable, registerServers } from "./fleet.fixture";
import { moveDatabase } from "./move-database";
import type { MoveOrders } from "./move-killed.fixture";
import { serverOf, serverRow } from "./server-row";

const toServer = ["begun", "created", "fenced", "copied", "verified", "moved", "switched", "settled"];
const toFile = ["begun", "created", "fenced", "copied", "verified", "moved", "switched"];
const back = ["announced", "fenced", "released", "moved", "switched"];
const isDone = (dieAt: string) => dieAt === "switched" || dieAt === "settled";

let sqld: Sqld;
let servers: readonly Reachable[];
let dataDir: string;
let found: readonly Finding[];
/** By what was being done and where it died. */
const companies = new Map<string, Awaited<ReturnType<typeof testCompany>>>();
const now = () => new Date();

/**
 * Every case has a company of its own. A child carries all of them to where they are to die and kills itself; then this
 * process starts as a server does.
 */
beforeAll(async () => {
  sqld = await startSqld();
  servers = [await reachable("one", sqld)];
  dataDir = mkdtempSync(join(tmpdir(), "medadmin-moves-"));
  await start();
  await registerServers(servers);
  for (const dieAt of toServer) await prepare(`server ${dieAt}`);
  for (const dieAt of toFile) await move((await prepare(`file ${dieAt}`)).databaseId, "one");
  // As if they had always been there: the ends they came from are not what this is about.
  await write(engine().master, testActor, (tx) => tx.delete(databaseMoves));
  for (const dieAt of back) await move((await prepare(`back ${dieAt}`)).databaseId, "one");
  await stopEngine();
  await killAll([
    ...toServer.map((dieAt) => [`server ${dieAt}`, "one", dieAt] as const),
    ...toFile.map((dieAt) => [`file ${dieAt}`, localServerId, dieAt] as const),
    ...back.map((dieAt) => [`back ${dieAt}`, null, dieAt] as const),
  ]);
  await start();
  found = await reconcile(testActor, emptyBeginning);
}, 120_000);
afterAll(async () => {
  await stopEngine();
  await sqld.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
});

const start = async () => startTestEngine(dataDir, { servers: await factoriesOf(servers) });
const move = (databaseId: string, toServerId: string) =>
  moveDatabase(databaseId, { toServerId, acceptPlain: true, actor: testActor, now });
const add = async (companyId: string, name: string) =>
  write(await openTenant(companyId), testActor, (tx) => tx.insert(counters).values({ name, value: 1 }));

async function prepare(name: string) {
  const company = await testCompany();
  companies.set(name, company);
  await add(company.companyId, "acknowledged");
  return company;
}

function companyOf(name: string) {
  const company = companies.get(name);
  if (!company) throw new Error(`There is no company for ${name}.`);
  return company;
}

async function killAll(cases: ReadonlyArray<readonly [string, string | null, string]>) {
  const moves = cases.map(([name, toServerId, dieAt]) => ({
    databaseId: companyOf(name).databaseId,
    toServerId,
    dieAt,
  }));
  const orders: MoveOrders = { dataDir, servers, moves };
  const { signal, output } = await runChild("lib/databases/moves/move-killed.fixture.ts", [
    JSON.stringify(orders),
  ]);
  expect([signal, output]).toEqual(["SIGKILL", ""]);
}

/** Nothing acknowledged is lost, writing goes on, and of the two ends only the one that everybody opens takes writes. */
async function expectWhole(name: string, serverId: string, isRecovered: boolean) {
  const { companyId, databaseId } = companyOf(name);
  expect(await findTenantRow(engine().master, companyId)).toMatchObject({ state: "ready", serverId });
  expect(found.filter(({ id }) => id === databaseId).map(({ measure }) => measure)).toEqual(
    isRecovered ? ["recovered"] : [],
  );
  await add(companyId, "after");
  const db = await openTenant(companyId);
  const rows = await db.select({ name: counters.name }).from(counters).orderBy(counters.name);
  expect(rows.map((row) => row.name)).toEqual(["acknowledged", "after"]);
  expect((await verifyChain(db, null)).brokenAt).toBeNull();
  expect(await writableEnds(name)).toBe(1);
}

/** Databases of this company, on either server, that would take a write of somebody who asked the registry. */
async function writableEnds(name: string): Promise<number> {
  const { companyId, databaseId } = companyOf(name);
  const { master, keyring } = engine();
  const row = await findTenantRow(master, companyId);
  const [moved] = await master.select().from(databaseMoves).where(eq(databaseMoves.databaseId, databaseId));
  if (!moved) throw new Error("There is no move.");
  const ends = [
    [moved.fromServerId, moved.fromGeneration, moved.fromKeyId],
    [moved.toServerId, moved.toGeneration, moved.toKeyId],
  ] as const;
  let writable = 0;
  for (const [serverId, generation, keyId] of ends) {
    const place = serverOf(await serverRow(master, serverId));
    if (!(await place.exists({ databaseId, generation }))) continue;
    const key = keyId === null ? null : await keyring.reveal(keyId);
    const connection = await place.open({ databaseId, generation }, key);
    const identity = await readIdentity(connection.reader);
    connection.close();
    if (identity?.fencedAt === null && identity.epoch === row.epoch && identity.generation === row.generation)
      writable++;
  }
  return writable;
}

describe("a move to a libSQL server whose process is killed", () => {
  it.each(toServer)("after %s is taken back, or done", async (dieAt) => {
    await expectWhole(`server ${dieAt}`, isDone(dieAt) ? "one" : localServerId, !isDone(dieAt));
  });

  it("can be made again", async () => {
    const { companyId, databaseId } = companyOf("server moved");
    await move(databaseId, "one");
    expect(await findTenantRow(engine().master, companyId)).toMatchObject({ serverId: "one", generation: 3 });
  });
});

describe("a move to a file whose process is killed", () => {
  it.each(toFile)("after %s is taken back, or done", async (dieAt) => {
    await expectWhole(`file ${dieAt}`, isDone(dieAt) ? localServerId : "one", !isDone(dieAt));
  });

  it("takes the key that was made for it when it is made again", async () => {
    const { companyId, databaseId, keyId } = companyOf("file verified");
    await move(databaseId, localServerId);
    const row = await findTenantRow(engine().master, companyId);
    const keys = (await engine().keyring.list()).filter((key) => key.databaseId === databaseId);
    expect(keys.map(({ id, use }) => [id, use]).sort()).toEqual(
      [
        [keyId, "former"],
        [row.keyId, "current"],
      ].sort(),
    );
  });
});

describe("going back that is killed", () => {
  it.each(back)("after %s leaves it where it is, or is done", async (dieAt) => {
    await expectWhole(`back ${dieAt}`, isDone(dieAt) ? localServerId : "one", !isDone(dieAt));
  });
});

it("leaves nothing to find at the next start", async () => {
  expect(await reconcile(testActor, emptyBeginning)).toEqual([]);
});
