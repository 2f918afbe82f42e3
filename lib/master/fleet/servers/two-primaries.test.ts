import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvents, companies, databaseServers, tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import {
  finishAbandoned,
  finishUnfinished,
  type MasterDb,
  openMaster,
  openTenant,
  unreachableServers,
  write,
} from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { isEngineError } from "@/lib/databases/errors";
import { findTenantRow, toTenantRef } from "@/lib/databases/registry";
import { LibsqlServer } from "@/lib/databases/servers/libsql-server";
import { tenantTemplate } from "@/lib/databases/template";
import { emptyBeginning, enterTestCompany, testCompany } from "@/lib/testing/company";
import { emptyContent, testEngine } from "@/lib/testing/engine";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { addServer } from "./add-server";
import { changeServer } from "./change-server";
import { startDraining, stopDraining } from "./drain-server";
import { addServerInput, changeServerInput } from "./schema";
import { serversWithHealth } from "./servers-with-health";

let one: Sqld;
let two: Sqld;
let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
const ids: Record<string, string> = {};

beforeAll(async () => {
  [one, two] = await Promise.all([startSqld(), startSqld()]);
  const keys = new Map([one, two].map(({ url, signingKey }) => [new URL(url).port, signingKey]));
  const template = tenantTemplate(emptyContent);
  started = await testEngine({
    servers: {
      "libsql-server": (ref) =>
        new LibsqlServer(ref, {
          signingKey: () => keys.get(new URL(ref.url).port) ?? one.signingKey,
          adminAuthKey: null,
          template,
        }),
    },
  });
  master = await openMaster();
  await change("local", { acceptsNew: false });
});
afterAll(async () => {
  await started.dispose();
  await Promise.all([one.stop(), two.stop()]);
});

const add = (input: object) =>
  addServer(master, started.actor, addServerInput.parse({ kind: "libsql-server", ...input }));
const change = (id: string, input: object) =>
  changeServer(master, started.actor, id, changeServerInput.parse(input));
const listed = async (name: string) =>
  (await serversWithHealth(master)).find((server) => server.name === name);

async function companyOn(name: string, slug: string): Promise<string> {
  const other = name === "one" ? "two" : "one";
  await change(ids[other] ?? "", { acceptsNew: false });
  const { companyId } = await testCompany(slug);
  await change(ids[other] ?? "", { acceptsNew: true });
  const [row] = await master.select().from(tenantDatabases).where(eq(tenantDatabases.companyId, companyId));
  expect(row?.serverId).toBe(ids[name]);
  return companyId;
}

const note = async (companyId: string, name: string) =>
  write(await openTenant(companyId), started.actor, (tx) => tx.insert(counters).values({ name, value: 1 }));
const notes = async (companyId: string) =>
  (await (await openTenant(companyId)).select({ name: counters.name }).from(counters))
    .map(({ name }) => name)
    .sort();

describe("two primaries", () => {
  it("are registered once each was proven, with nothing of the proof left, and nothing secret in the master", async () => {
    ids.one = await add({
      name: "one",
      url: one.url,
      adminUrl: one.adminUrl,
      maxDatabases: 10,
      region: "baku",
    });
    ids.two = await add({ name: "two", url: `${two.url}/`, adminUrl: two.adminUrl });
    expect(await listed("one")).toMatchObject({
      databases: 0,
      free: 10,
      region: "baku",
      health: { latencyMs: expect.any(Number), version: "0.24.32", problem: null },
    });
    expect(await listed("two")).toMatchObject({ url: two.url, free: null });
    const told = await master.select().from(auditEvents).where(eq(auditEvents.action, "server.added"));
    expect(told.map(({ subjectLabel }) => subjectLabel)).toEqual(["one", "two"]);
  });

  it.each([
    [
      "nobody answers",
      () => ({ url: "http://127.0.0.1:1", adminUrl: "http://127.0.0.1:1" }),
      "cannot be reached",
    ],
    [
      "the administration is another's",
      () => ({ url: two.url.replace("127.0.0.1", "localhost"), adminUrl: one.adminUrl }),
      "not on its server",
    ],
  ])("are not registered when %s", async (_, addresses, why) => {
    const before = await master.$count(databaseServers);
    const refusal = await add({ name: "three", ...addresses() }).catch((error) => error);
    expect(refusal).toMatchObject({ code: "serverRefused", params: { why: expect.stringContaining(why) } });
    expect(await master.$count(databaseServers)).toBe(before);
  });

  it("are each registered under one name and one address", async () => {
    const three = { name: "three", adminUrl: one.adminUrl };
    await expect(add({ ...three, url: one.url })).rejects.toMatchObject({
      fieldErrors: { url: expect.anything() },
    });
    await expect(add({ ...three, url: "http://other:1", name: "one" })).rejects.toMatchObject({
      fieldErrors: { name: expect.anything() },
    });
    await expect(change(ids.two ?? "", { name: "one" })).rejects.toMatchObject({ code: "duplicate" });
  });

  it("hold a company each, and neither is seen from the other", async () => {
    const [first, second] = [await companyOn("one", "first"), await companyOn("two", "second")];
    await note(first, "first's");
    expect(await notes(first)).toEqual(["first's"]);
    expect(await notes(second)).toEqual([]);
    // The same company's database under the same name, asked for on the other server.
    const ref = toTenantRef(await findTenantRow(master, first));
    const [row] = await master
      .select()
      .from(databaseServers)
      .where(eq(databaseServers.id, ids.two ?? ""));
    const other = engine().server({
      id: "two",
      kind: "libsql-server",
      url: row?.url ?? "",
      adminUrl: row?.adminUrl ?? null,
    });
    expect(await other.exists(ref)).toBe(false);
    await expect(other.open(ref, null)).rejects.toMatchObject({ code: "DatabaseMissing" });
  });

  it("of which one is down refuse its companies with a clear error, while the others work and new ones go elsewhere", async () => {
    const [first, second] = await Promise.all(["first", "second"].map(bySlug));
    expect([await notes(first ?? ""), await notes(second ?? "")]).toEqual([["first's"], []]);
    await one.kill();
    const failing = [notes(first ?? ""), note(first ?? "", "lost")].map((work) =>
      work.catch((error) => error),
    );
    for (const error of await Promise.all(failing)) {
      expect(causeOf(error)).toMatchObject({
        code: "ServerFailed",
        message: "The database server cannot be reached.",
      });
    }
    await note(second ?? "", "meanwhile");
    expect(await notes(second ?? "")).toEqual(["meanwhile"]);
    expect(await listed("one")).toMatchObject({
      health: { latencyMs: null, problem: { code: "ServerFailed" } },
    });
    const unreachable = await unreachableServers(master);
    expect([...unreachable.keys()]).toEqual([ids.one]);

    await one.restart();
    // Nobody has to restart anything of ours.
    expect(await notes(first ?? "")).toEqual(["first's"]);
    await note(first ?? "", "after");
    expect(await listed("one")).toMatchObject({ health: { problem: null } });
  });

  it("of which one goes down over a company that is being made keep its place, and finish it afterwards", async () => {
    await change(ids.two ?? "", { acceptsNew: false });
    const { companyId } = await enterTestCompany("interrupted");
    await change(ids.two ?? "", { acceptsNew: true });
    await one.kill();
    // More often than a company that cannot be made is tried.
    for (let n = 0; n < 6; n++) {
      expect(await finishUnfinished(started.actor, emptyBeginning)).toMatchObject([
        { id: companyId, measure: "named", reason: "The database server cannot be reached." },
      ]);
    }
    await one.restart();
    expect(await finishAbandoned(started.actor, emptyBeginning)).toEqual([]);
    expect(await finishUnfinished(started.actor, emptyBeginning)).toMatchObject([{ measure: "finished" }]);
    expect(await notes(companyId)).toEqual([]);
  });

  it("may change their address only to where the same databases are", async () => {
    const move = (sqld: Sqld) => change(ids.one ?? "", { url: sqld.url, adminUrl: sqld.adminUrl });
    const renamed = { ...one, url: one.url.replace("127.0.0.1", "localhost") };
    await expect(move({ ...two, url: two.url.replace("127.0.0.1", "localhost") })).rejects.toMatchObject({
      code: "serverRefused",
    });
    expect(await move(renamed)).toBe(true);
    expect(await move(renamed)).toBe(false);
    expect(await notes(await bySlug("first"))).toEqual(["after", "first's"]);
    await move(one);
  });

  it("get nothing while they are emptied, until that is stopped", async () => {
    const id = ids.two ?? "";
    expect(await startDraining(master, started.actor, id, new Date())).toBe(true);
    expect(await startDraining(master, started.actor, id, new Date())).toBe(false);
    expect(await listed("two")).toMatchObject({ acceptsNew: false, drainingAt: expect.any(Number) });
    await expect(change(id, { acceptsNew: true })).rejects.toMatchObject({ code: "serverDraining" });
    expect(await stopDraining(master, started.actor, id)).toBe(true);
    expect(await stopDraining(master, started.actor, id)).toBe(false);
    expect(await listed("two")).toMatchObject({ acceptsNew: true, drainingAt: null });
    await expect(stopDraining(master, started.actor, "nowhere")).rejects.toMatchObject({ code: "notFound" });
  });
});

async function bySlug(slug: string): Promise<string> {
  const [row] = await master.select().from(companies).where(eq(companies.slug, slug));
  return row?.id ?? "";
}

/** Drizzle wraps what a read throws. */
function causeOf(error: unknown): unknown {
  return isEngineError(error) ? error : error instanceof Error ? causeOf(error.cause) : error;
}
