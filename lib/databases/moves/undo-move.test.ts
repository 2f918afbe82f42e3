import { beforeEach, describe, expect, it, vi } from "vitest";
import { testActor } from "@/lib/testing/actor";
import { verifyChain } from "../audit-chain";
import { engine } from "../engine";
import { nextGeneration } from "../generations/next-generation";
import { anyTenantRef } from "../registry";
import { localServerId } from "../start-engine";
import { openTenant } from "../tenant";
import { archiveMoves, sourceStaysMs } from "./archive-moves";
import { add, movingCompany, namesIn, now } from "./moving-company.fixture";
import { undoMove } from "./undo-move";

const { company: theCompany, move, registered, moves: movesOf } = movingCompany();
let company: ReturnType<typeof theCompany>;
beforeEach(() => {
  company = theCompany();
});

describe("undoMove", () => {
  const undo = () => undoMove(company.databaseId, { actor: testActor, now });

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
    expect(await registered()).toMatchObject({ serverId: "two", generation: 4, epoch: 4 });
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
    await archiveMoves(testActor, new Date(Date.now() + sourceStaysMs + 1));
    await expect(undo()).rejects.toMatchObject({ code: "MoveRefused", detail: { why: "nothing-to-undo" } });
  });
});

describe("archiveMoves", () => {
  it("removes what had been replaced on a server before the database moved on from it", async () => {
    await move("one");
    const { server } = anyTenantRef(await registered());
    const { companyId, databaseId } = company;
    const transform = async () => {};
    await nextGeneration(companyId, { actor: testActor, state: "migrating", reason: "test", transform });
    await move("two");
    const there = () =>
      Promise.all([2, 3].map((generation) => engine().server(server).exists({ databaseId, generation })));
    await archiveMoves(testActor, now());
    expect(await there()).toEqual([true, true]);
    await archiveMoves(testActor, new Date(Date.now() + sourceStaysMs + 1));
    expect(await there()).toEqual([false, false]);
    await add(await openTenant(companyId), "on two");
  });

  it("removes a source when its time has come, and not before", async () => {
    const before = anyTenantRef(await registered());
    const place = engine().server(before.server);
    await move("one");
    await archiveMoves(testActor, now());
    expect(await place.exists(before)).toBe(true);
    const later = new Date(Date.now() + sourceStaysMs + 1);
    expect(await archiveMoves(testActor, later)).toMatchObject({ removed: expect.any(Number), failed: [] });
    expect(await place.exists(before)).toBe(false);
    expect(await movesOf()).toMatchObject([{ step: "archived", finishedAt: later.getTime() }]);
    expect(await archiveMoves(testActor, later)).toEqual({ removed: 0, failed: [] });
    expect(await namesIn(await openTenant(company.companyId))).toEqual([]);
  });

  it("removes no source that somebody goes back to at that moment", async () => {
    const place = engine().server(anyTenantRef(await registered()).server);
    await add(company.db, "kept");
    await move("one");
    const drop = vi.spyOn(place, "drop");
    let back: unknown = null;
    drop.mockImplementationOnce(async (name) => {
      back = await undoMove(company.databaseId, { actor: testActor, now }).catch((error) => error);
      drop.mockRestore();
      await place.drop(name);
    });
    await archiveMoves(testActor, new Date(Date.now() + sourceStaysMs + 1));
    expect(back).toMatchObject({ code: "MoveRefused", detail: { why: "nothing-to-undo" } });
    expect(await namesIn(await openTenant(company.companyId))).toEqual(["kept"]);
  });
});
