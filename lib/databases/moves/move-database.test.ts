import { beforeEach, describe, expect, it } from "vitest";
import {
  databaseMoves,
  databaseServers,
  installation,
  auditEvents as masterEvents,
} from "@/drizzle/master/schema";
import { auditEvents } from "@/drizzle/tenant/schema";
import { testActor } from "@/lib/testing/actor";
import { verifyChain } from "../audit-chain";
import { engine } from "../engine";
import { openUnpublished } from "../open-file";
import { anyTenantRef } from "../registry";
import { localServerId } from "../start-engine";
import { openTenant } from "../tenant";
import { write } from "../write";
import { add, changeServer, movingCompany, namesIn, now } from "./moving-company.fixture";
import { planMove } from "./plan-move";
import { serverOf, serverRow } from "./server-row";
import { takeBackMove, takeBackMoves } from "./take-back-move";

const { company: theCompany, move, registered, moves: movesOf } = movingCompany();
let company: ReturnType<typeof theCompany>;
beforeEach(() => {
  company = theCompany();
});

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
    await write(engine().master, testActor, async (tx) => {
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
    expect(await takeBackMoves(testActor, now())).toEqual([]);
    expect(await movesOf()).toMatchObject([{ step: "fenced" }]);
    await write(engine().master, testActor, (tx) => tx.update(installation).set({ removalBlockedAt: null }));
    expect(await takeBackMoves(testActor, now())).toMatchObject([{ id: databaseId, measure: "recovered" }]);
    expect(await movesOf()).toMatchObject([{ step: "rolled-back" }]);
  });

  it("switches nothing once somebody else has taken it back", async () => {
    const slow = move("one", {
      onPoint: async (point) => {
        if (point !== "verified") return;
        const [row] = await movesOf();
        expect(await takeBackMove(row?.id ?? "", "it was silent", testActor, now())).toBe(true);
      },
    });
    await expect(slow).rejects.toMatchObject({ code: "MoveRefused", detail: { why: "taken-over" } });
    expect(await registered()).toMatchObject({
      state: "ready",
      serverId: localServerId,
      generation: 1,
      epoch: 1,
    });
    await add(company.db, "after");
    expect(await movesOf()).toMatchObject([{ step: "rolled-back", error: "it was silent" }]);
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
      expect(await serverOf(await serverRow(engine().master, "one")).exists(target)).toBe(false);
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
        const place = serverOf(await serverRow(engine().master, "one"));
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
    await write(engine().master, testActor, (tx) =>
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
