import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  databaseMoves,
  databaseServers,
  installation,
  auditEvents as masterEvents,
} from "@/drizzle/master/schema";
import { auditEvents, counters } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { verifyChain } from "../audit-chain";
import { engine } from "../engine";
import type { TenantDb } from "../handles";
import { openUnpublished } from "../open-file";
import { anyTenantRef, findTenantRow } from "../registry";
import { localServerId } from "../start-engine";
import { openTenant } from "../tenant";
import { write } from "../write";
import { archiveMoves, sourceStaysMs } from "./archive-moves";
import { actor, emptyContent, factoriesOf, reachable, registerServers } from "./fleet.fixture";
import { type MoveOptions, moveDatabase } from "./move-database";
import { planMove } from "./plan-move";
import { takeBackMoves } from "./take-back-move";
import { undoMove } from "./undo-move";

let one: Sqld;
let two: Sqld;
let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
beforeAll(async () => {
  [one, two] = await Promise.all([startSqld(), startSqld()]);
  const servers = [await reachable("one", one), await reachable("two", two)];
  started = await testEngine({ servers: await factoriesOf(servers), content: emptyContent });
  await registerServers(servers);
});
afterAll(async () => {
  await started.dispose();
  await Promise.all([one.stop(), two.stop()]);
});
beforeEach(async () => {
  company = await testCompany();
});

const now = () => new Date();
const move = (toServerId: string, options: Partial<MoveOptions> = {}) =>
  moveDatabase(company.databaseId, { toServerId, acceptPlain: true, actor, now, ...options });
const add = (db: TenantDb, name: string) =>
  write(db, actor, (tx) => tx.insert(counters).values({ name, value: 1 }));
const namesIn = async (db: TenantDb) =>
  (await db.select({ name: counters.name }).from(counters).orderBy(counters.name)).map(({ name }) => name);
const registered = () => findTenantRow(engine().master, company.companyId);
const changeServer = (id: string, change: Partial<typeof databaseServers.$inferInsert>) =>
  write(engine().master, actor, (tx) =>
    tx.update(databaseServers).set(change).where(eq(databaseServers.id, id)),
  );
const movesOf = () =>
  engine().master.select().from(databaseMoves).where(eq(databaseMoves.databaseId, company.databaseId));

describe("moveDatabase", () => {
  it("brings a company from a file to a libSQL server, on to another, and back to a file with a new key", async () => {
    await add(company.db, "in a file");
    const first = await move("one");
    expect(first).toMatchObject({
      from: { encrypted: true },
      to: { name: "one", encrypted: false },
      generation: 2,
    });
    expect(await registered()).toMatchObject({
      state: "ready",
      serverId: "one",
      generation: 2,
      epoch: 2,
      keyId: null,
    });
    await add(company.db, "on one");
    await move("two");
    await add(company.db, "on two");
    await move(localServerId);
    await add(company.db, "in a file again");
    const everything = ["in a file", "in a file again", "on one", "on two"];
    expect(await namesIn(company.db)).toEqual(everything);
    expect(await namesIn(await openTenant(company.companyId))).toEqual(everything);
    const row = await registered();
    expect(row).toMatchObject({ state: "ready", serverId: localServerId, generation: 4, epoch: 4 });
    expect(row.keyId).not.toBe(company.keyId);
    const keys = await engine().keyring.list();
    expect(keys.find(({ id }) => id === row.keyId)).toMatchObject({ use: "current" });
    expect(keys.find(({ id }) => id === company.keyId)).toMatchObject({ use: "former", untilGeneration: 3 });
  });

  it("says in both audits from where to where, and breaks neither chain", async () => {
    await move("one");
    const told = await company.db.select().from(auditEvents);
    expect(told.map(({ action, changes }) => [action, JSON.parse(changes)])).toContainEqual([
      "database.move-begun",
      { server: ["This machine", "one"], encrypted: [true, false] },
    ]);
    expect((await verifyChain(company.db, null)).brokenAt).toBeNull();
    const master = await engine().master.select().from(masterEvents);
    expect(master.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["database.move-begun", "database.moved"]),
    );
    expect(await movesOf()).toMatchObject([
      { step: "switched", plainConsent: true, rows: expect.any(Number) },
    ]);
  });

  it("lets readers go on and takes every writer along that waits meanwhile", async () => {
    await add(company.db, "before");
    let read: string[] = [];
    const waiting: Promise<unknown>[] = [];
    const moved = await move("one", {
      onPoint: async (point) => {
        if (point !== "copied") return;
        for (let n = 0; n < 20; n++) waiting.push(add(company.db, `during ${n}`));
        read = await namesIn(await openTenant(company.companyId));
        expect((await registered()).state).toBe("moving");
      },
    });
    await Promise.all(waiting);
    expect(read).toEqual(["before"]);
    expect(await namesIn(await openTenant(company.companyId))).toHaveLength(21);
    const [row] = await movesOf();
    expect(row?.pausedMs).toBe(moved.pausedMs);
    expect(moved.pausedMs).toBeGreaterThan(0);
  });

  it("loses no write that was acknowledged to somebody who writes all the time", async () => {
    let isOver = false;
    let acknowledged = 0;
    const writing = (async () => {
      for (let n = 0; !isOver; n++) {
        await add(await openTenant(company.companyId), `n${n}`);
        acknowledged++;
      }
    })();
    const before = acknowledged;
    await move("one");
    await move("two");
    isOver = true;
    await writing;
    expect(acknowledged).toBeGreaterThan(before + 2);
    expect(await namesIn(await openTenant(company.companyId))).toHaveLength(acknowledged);
    expect((await movesOf()).map(({ pausedMs }) => typeof pausedMs)).toEqual(["number", "number"]);
  });

  it("takes nothing back while the master came out of a backup", async () => {
    const { databaseId, companyId } = company;
    await write(engine().master, actor, async (tx) => {
      await tx.insert(databaseMoves).values({
        id: "old",
        databaseId,
        companyId,
        fromServerId: localServerId,
        toServerId: "one",
        fromGeneration: 1,
        toGeneration: 2,
        step: "fenced",
        startedBy: "Somebody",
        startedAt: 1,
      });
      await tx.update(installation).set({ removalBlockedAt: 1 });
    });
    expect(await takeBackMoves(actor, now())).toEqual([]);
    expect(await movesOf()).toMatchObject([{ step: "fenced" }]);
    await write(engine().master, actor, (tx) => tx.update(installation).set({ removalBlockedAt: null }));
    expect(await takeBackMoves(actor, now())).toMatchObject([{ id: databaseId, measure: "recovered" }]);
    expect(await movesOf()).toMatchObject([{ step: "rolled-back" }]);
  });

  it("leaves a source that nobody can write any more", async () => {
    const before = anyTenantRef(await registered());
    await move("one");
    const client = openUnpublished(
      engine().server(before.server).where(before),
      await engine().keyring.reveal(company.keyId),
    );
    const { rows } = await client.execute("SELECT epoch, fenced_at FROM identity");
    client.close();
    expect(rows[0]).toMatchObject({ epoch: 2, fenced_at: expect.any(Number) });
  });

  it.each(["begun", "created", "fenced", "copied", "verified", "moved"] as const)(
    "leaves everything as it was when it fails after %s, and lets who waits write where it is",
    async (failing) => {
      await add(company.db, "before");
      let waiting: Promise<unknown> = Promise.resolve();
      const failed = move("one", {
        onPoint: (point) => {
          if (point === "fenced") waiting = add(company.db, "waited");
          if (point === failing) throw new Error("no");
        },
      });
      await expect(failed).rejects.toThrow("no");
      await waiting;
      await add(company.db, "after");
      expect(await registered()).toMatchObject({
        state: "ready",
        serverId: localServerId,
        generation: 1,
        epoch: 1,
      });
      expect((await namesIn(company.db)).filter((name) => name !== "waited")).toEqual(["after", "before"]);
      const [row] = await movesOf();
      expect(row).toMatchObject({ step: "rolled-back", error: "no", leftoverRemovedAt: expect.any(Number) });
      const target = { databaseId: company.databaseId, generation: 2 };
      expect(
        await engine()
          .server({ id: "one", kind: "libsql-server", url: one.url, adminUrl: one.adminUrl })
          .exists(target),
      ).toBe(false);
      if (failing !== "moved") return;
      await move("one");
      expect(await registered()).toMatchObject({ serverId: "one", generation: 3 });
    },
  );

  it("refuses a copy that does not hold what the source holds", async () => {
    const spoilt = move("one", {
      onPoint: async (point) => {
        if (point !== "copied") return;
        const target = { databaseId: company.databaseId, generation: 2 };
        const place = engine().server({
          id: "one",
          kind: "libsql-server",
          url: one.url,
          adminUrl: one.adminUrl,
        });
        const { writer } = await place.open(target, null);
        await writer.execute("INSERT INTO counters (name, value) VALUES ('spoilt', 1)");
      },
    });
    await expect(spoilt).rejects.toMatchObject({ code: "Damaged", detail: { table: "counters" } });
    expect(await registered()).toMatchObject({ state: "ready", generation: 1 });
  });

  it("is not begun twice, nor beside another change", async () => {
    const second: unknown[] = [];
    await move("one", {
      onPoint: async (point) => {
        if (point === "fenced") second.push(await move("two").catch((error) => error));
      },
    });
    expect(second).toMatchObject([{ code: "MoveRefused", detail: { why: "moving" } }]);
  });

  it("stops between two batches when it is called off", async () => {
    const calling = new AbortController();
    const called = move("one", {
      signal: calling.signal,
      onProgress: () => calling.abort(new Error("called off")),
    });
    await expect(called).rejects.toThrow("called off");
    expect(await registered()).toMatchObject({ state: "ready", generation: 1 });
  });

  it.each([
    ["to where it is", localServerId, {}, {}, "same-server"],
    ["out of its encryption without consent", "one", {}, { acceptPlain: false }, "plain"],
    ["to a server that is full", "one", { maxDatabases: 0 }, {}, "full"],
    ["to a server that is being emptied", "one", { drainingAt: 1 }, {}, "draining"],
  ] as const)("refuses to move %s, and changes nothing", async (_, to, server, options, why) => {
    if (Object.keys(server).length > 0) await changeServer("one", server);
    await expect(move(to, options)).rejects.toMatchObject({ code: "MoveRefused", detail: { why } });
    expect(await movesOf()).toEqual([]);
    expect(await registered()).toMatchObject({ state: "ready", generation: 1 });
    await changeServer("one", { maxDatabases: null, drainingAt: null });
  });

  it("refuses a server that is not there or not reached", async () => {
    await expect(move("nowhere")).rejects.toMatchObject({ code: "NotSupported" });
    await write(engine().master, actor, (tx) =>
      tx.insert(databaseServers).values({
        id: "down",
        name: "down",
        kind: "libsql-server",
        acceptsNew: false,
        url: "http://127.0.0.1:9",
        adminUrl: "http://127.0.0.1:9",
      }),
    );
    await expect(move("down")).rejects.toMatchObject({ code: "ServerFailed", detail: { server: "down" } });
    expect(await movesOf()).toEqual([]);
  });

  it("tells beforehand what it would do", async () => {
    await add(company.db, "row");
    const plan = await planMove(company.databaseId, "one");
    expect(plan).toMatchObject({
      from: { name: "This machine", encrypted: true },
      to: { name: "one", encrypted: false },
      losesEncryption: true,
      bytes: expect.any(Number),
    });
    expect(plan.tables).toContainEqual({ name: "counters", rows: 1 });
    expect(await movesOf()).toEqual([]);
  });
});

describe("undoMove", () => {
  const undo = () => undoMove(company.databaseId, { actor, now });

  it("goes back to the source while nothing was written since, and removes the copy", async () => {
    await add(company.db, "before");
    await move("one");
    expect(await undo()).toMatchObject({
      from: { name: "one" },
      to: { name: "This machine", encrypted: true },
    });
    await add(company.db, "after");
    expect(await namesIn(await openTenant(company.companyId))).toEqual(["after", "before"]);
    const row = await registered();
    expect(row).toMatchObject({ serverId: localServerId, generation: 1, epoch: 3, keyId: company.keyId });
    expect(await movesOf()).toMatchObject([{ step: "rolled-back", leftoverRemovedAt: expect.any(Number) }]);
    expect((await verifyChain(company.db, null)).brokenAt).toBeNull();
    await move("two");
    expect(await registered()).toMatchObject({ serverId: "two", generation: 3, epoch: 4 });
  });

  it("goes back between libSQL servers, and to one from a file", async () => {
    await move("one");
    await move("two");
    await undo();
    await add(company.db, "on one");
    expect(await registered()).toMatchObject({ serverId: "one", generation: 2 });
    await move(localServerId);
    await undo();
    await add(company.db, "on one again");
    expect(await namesIn(company.db)).toEqual(["on one", "on one again"]);
    expect(await registered()).toMatchObject({ serverId: "one", generation: 2, keyId: null });
  });

  it("refuses when something was written since, and everybody works on where it is", async () => {
    await move("one");
    await add(company.db, "since");
    await expect(undo()).rejects.toMatchObject({ code: "MoveRefused", detail: { why: "written-since" } });
    await add(company.db, "after");
    expect(await namesIn(company.db)).toEqual(["after", "since"]);
    expect(await registered()).toMatchObject({ state: "ready", serverId: "one" });
  });

  it("refuses when there is nothing to go back to", async () => {
    await expect(undo()).rejects.toMatchObject({ code: "MoveRefused", detail: { why: "nothing-to-undo" } });
    await move("one");
    await archiveMoves(actor, new Date(Date.now() + sourceStaysMs + 1));
    await expect(undo()).rejects.toMatchObject({ code: "MoveRefused", detail: { why: "nothing-to-undo" } });
  });
});

describe("archiveMoves", () => {
  it("removes a source when its time has come, and not before", async () => {
    const before = anyTenantRef(await registered());
    const place = engine().server(before.server);
    await move("one");
    await archiveMoves(actor, now());
    expect(await place.exists(before)).toBe(true);
    const later = new Date(Date.now() + sourceStaysMs + 1);
    expect(await archiveMoves(actor, later)).toMatchObject({ removed: expect.any(Number), failed: [] });
    expect(await place.exists(before)).toBe(false);
    expect(await movesOf()).toMatchObject([{ step: "archived", finishedAt: later.getTime() }]);
    expect(await archiveMoves(actor, later)).toEqual({ removed: 0, failed: [] });
    expect(await namesIn(await openTenant(company.companyId))).toEqual([]);
  });
});
