import { beforeEach, describe, expect, it, vi } from "vitest";
import { testActor } from "@/lib/testing/actor";
import { engine } from "../engine";
import { nextGeneration } from "../generations/next-generation";
import { settleKeys } from "../keyring/replace-key";
import { anyTenantRef } from "../registry";
import { localServerId } from "../start-engine";
import { openTenant, openTenantAt } from "../tenant";
import { add, movingCompany, namesIn, now } from "./moving-company.fixture";
import { serverOf, serverRow } from "./server-row";
import { takeBackMove, takeBackMoves } from "./take-back-move";
import { undoMove } from "./undo-move";

const { company: theCompany, move, registered, moves: movesOf } = movingCompany();
let company: ReturnType<typeof theCompany>;
beforeEach(() => {
  company = theCompany();
});

describe("a mover that slept before its fence, and whose move was taken back meanwhile", () => {
  it.each(["begun", "created"] as const)("leaves neither its fence nor a copy: %s", async (asleep) => {
    const slow = move("one", {
      onPoint: async (point) => {
        if (point !== asleep) return;
        const [row] = await movesOf();
        expect(await takeBackMove(row?.id ?? "", "it was silent", testActor, now())).toBe(true);
      },
    });
    await expect(slow).rejects.toMatchObject({ code: "MoveRefused", detail: { why: "taken-over" } });
    expect(await registered()).toMatchObject({ state: "ready", serverId: localServerId, epoch: 1 });
    await add(company.db, "written");
    const copy = { databaseId: company.databaseId, generation: 2 };
    expect(await serverOf(await serverRow(engine().master, "one")).exists(copy)).toBe(false);
  });
});

describe("of two that take a move back", () => {
  it("the one that slept lifts no fence of the next move", async () => {
    const forget = (name: string, id: string) => {
      const holder = globalThis as { [at: symbol]: Set<string> | undefined };
      holder[Symbol.for(name)]?.delete(id);
    };
    const place = engine().server(anyTenantRef(await registered()).server);
    const [asleep, awake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let sleeper: Promise<unknown> = Promise.resolve();
    const dead = move("one", {
      onPoint: async (point) => {
        if (point !== "fenced") return;
        const id = (await movesOf())[0]?.id ?? "";
        forget("medadmin.databases.moves", id);
        const open = place.open.bind(place);
        vi.spyOn(place, "open").mockImplementationOnce(async (ref, key) => {
          const connection = await open(ref, key);
          asleep.resolve();
          await awake.promise;
          return connection;
        });
        sleeper = takeBackMove(id, "it was silent", testActor, now()).catch((error: unknown) => error);
        await Promise.race([asleep.promise, sleeper]);
        expect(await takeBackMove(id, "both were silent", testActor, now())).toBe(true);
      },
    });
    await expect(dead).rejects.toThrow();
    await move("two", {
      onPoint: async (point) => {
        if (point !== "fenced") return;
        awake.resolve();
        expect(await sleeper).toMatchObject({ code: "MoveRefused", detail: { why: "taken-over" } });
      },
    });
    expect(await registered()).toMatchObject({ state: "ready", serverId: "two" });
    await add(company.db, "on two");
  });
});

describe("a going back that slept, and that another host began to take back", () => {
  it("switches nothing any more", async () => {
    await move("one");
    const { server } = anyTenantRef(await registered());
    const forget = (name: string, id: string) => {
      const holder = globalThis as { [at: symbol]: Set<string> | undefined };
      holder[Symbol.for(name)]?.delete(id);
    };
    const slow = undoMove(company.databaseId, {
      actor: testActor,
      now,
      onPoint: async (point) => {
        if (point !== "moved") return;
        forget("medadmin.databases.changing", company.databaseId);
        forget("medadmin.databases.moves", (await movesOf())[0]?.id ?? "");
        vi.spyOn(engine().server(server), "drop").mockRejectedValueOnce(new Error("not now"));
        expect(await takeBackMoves(testActor, now())).toMatchObject([
          { measure: "named", reason: "not now" },
        ]);
      },
    });
    await expect(slow).rejects.toMatchObject({ code: "MoveRefused", detail: { why: "taken-over" } });
    // Who took it back is at it, and not who slept.
    expect(await registered()).toMatchObject({ state: "moving", epoch: 2 });
    expect(await takeBackMoves(testActor, now())).toMatchObject([{ measure: "recovered" }]);
    expect(await registered()).toMatchObject({ state: "ready", serverId: "one", generation: 2, epoch: 4 });
    await add(company.db, "on one");
  });
});

describe("a move whose new key cannot be noted", () => {
  it("is done all the same, and the key is noted later", async () => {
    await move("one");
    vi.spyOn(engine().keyring, "promote").mockRejectedValueOnce(new Error("The disk is full."));
    expect(await move(localServerId)).toMatchObject({ generation: 3 });
    await add(company.db, "here again");
    expect(await settleKeys()).toBe(1);
    expect(await settleKeys()).toBe(0);
    const { keyId } = anyTenantRef(await registered());
    expect((await engine().keyring.list()).find(({ id }) => id === keyId)?.use).toBe("current");
  });
});

describe("the number of a generation that a move had made before it was taken back", () => {
  it("does not come again, and nobody looks for what is now where the move had gone", async () => {
    await move("one");
    await move("two");
    await undoMove(company.databaseId, { actor: testActor, now });
    // As another host has it, which had it open there and was told nothing.
    const former = { ...anyTenantRef(await registered()), generation: 3, epoch: 3 };
    const { server } = { server: await serverRow(engine().master, "two") };
    const { id, kind, url, adminUrl } = server;
    const there = openTenantAt({ ...former, server: { id, kind, url, adminUrl } });
    await expect(namesIn(there)).rejects.toThrow();
    await nextGeneration(company.companyId, {
      actor: testActor,
      state: "migrating",
      reason: "test",
      transform: async () => {},
    });
    expect(await registered()).toMatchObject({ serverId: "one", generation: 5, epoch: 5 });
    expect(await namesIn(await openTenant(company.companyId))).toEqual([]);
    await add(await openTenant(company.companyId), "on one");
  });
});
