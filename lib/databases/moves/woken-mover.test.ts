import { beforeEach, describe, expect, it } from "vitest";
import { engine } from "../engine";
import { nextGeneration } from "../generations/next-generation";
import { anyTenantRef } from "../registry";
import { localServerId } from "../start-engine";
import { openTenant, openTenantAt } from "../tenant";
import { actor } from "./fleet.fixture";
import { add, movingCompany, namesIn, now } from "./moving-company.fixture";
import { serverOf, serverRow } from "./server-row";
import { takeBackMove } from "./take-back-move";
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
        expect(await takeBackMove(row?.id ?? "", "it was silent", actor, now())).toBe(true);
      },
    });
    await expect(slow).rejects.toMatchObject({ code: "MoveRefused", detail: { why: "taken-over" } });
    expect(await registered()).toMatchObject({ state: "ready", serverId: localServerId, epoch: 1 });
    await add(company.db, "written");
    const copy = { databaseId: company.databaseId, generation: 2 };
    expect(await serverOf(await serverRow(engine().master, "one")).exists(copy)).toBe(false);
  });
});

describe("a generation's number that comes again after a move was taken back", () => {
  it("is not looked for where the move had gone", async () => {
    await move("one");
    await move("two");
    await undoMove(company.databaseId, { actor, now });
    // As another host has it, which had it open there and was told nothing.
    const former = { ...anyTenantRef(await registered()), generation: 3, epoch: 3 };
    const { server } = { server: await serverRow(engine().master, "two") };
    const { id, kind, url, adminUrl } = server;
    const there = openTenantAt({ ...former, server: { id, kind, url, adminUrl } });
    await expect(namesIn(there)).rejects.toThrow();
    await nextGeneration(company.companyId, {
      actor,
      state: "migrating",
      reason: "test",
      transform: async () => {},
    });
    expect(await registered()).toMatchObject({ serverId: "one", generation: 3 });
    expect(await namesIn(await openTenant(company.companyId))).toEqual([]);
    await add(await openTenant(company.companyId), "on one");
  });
});
