import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { databaseMoves, tenantDatabases } from "@/drizzle/master/schema";
import { testActor } from "@/lib/testing/actor";
import { engine } from "../engine";
import { unfence } from "../generations/fence";
import { nextGeneration } from "../generations/next-generation";
import { applyRebuild } from "../rebuild/apply-rebuild";
import { planRebuild } from "../rebuild/plan-rebuild";
import { anyTenantRef } from "../registry";
import { serverRefOf } from "../servers/server-loads";
import { localServerId } from "../start-engine";
import { openTenant } from "../tenant";
import { write } from "../write";
import { archiveMoves, sourceStaysMs } from "./archive-moves";
import { add, movingCompany, namesIn, now } from "./moving-company.fixture";
import { serverRow } from "./server-row";
import { withDirect } from "./source";
import { takeBackMoves } from "./take-back-move";
import { undoMove } from "./undo-move";

const { company: theCompany, move, registered, moves: movesOf } = movingCompany();
let company: ReturnType<typeof theCompany>;
beforeEach(() => {
  company = theCompany();
});
afterEach(() => vi.restoreAllMocks());

type Row = Partial<typeof tenantDatabases.$inferInsert>;
/** What a restored master says; of moves it knows those that it is told. */
async function register(row: Row, move: Partial<typeof databaseMoves.$inferInsert> | null): Promise<void> {
  await engine().cache.close();
  await write(engine().master, testActor, async (tx) => {
    await tx.update(tenantDatabases).set(row).where(eq(tenantDatabases.id, company.databaseId));
    const own = eq(databaseMoves.databaseId, company.databaseId);
    if (move) await tx.update(databaseMoves).set(move).where(own);
    else await tx.delete(databaseMoves).where(own);
  });
}
const atFirst = (): Row => ({ serverId: localServerId, generation: 1, epoch: 1, keyId: company.keyId });
const unfinished = { step: "verified", finishedAt: null, switchedAt: null, aliveUntil: 0 } as const;
const there: Row = { serverId: "one", generation: 2, epoch: 2, keyId: null, state: "ready" };

it("what people wrote where a database moved to is replaced by no later move that does not know of it", async () => {
  await move("one");
  await add(company.db, "newer");
  await register(atFirst(), null);
  const refusal = { code: "LaterGeneration", detail: { registered: 1 } };
  await expect(move("one")).rejects.toMatchObject(refusal);
  // Even where somebody has made the former end writable by hand.
  await withDirect(anyTenantRef(await registered()), ({ writer }) => unfence(writer, 1));
  await expect(move("one")).rejects.toMatchObject({ ...refusal, detail: { generation: 2 } });
  expect(await registered()).toMatchObject({ ...atFirst(), state: "ready" });
  expect(await movesOf()).toEqual([]);
  await register(there, null);
  expect(await namesIn(await openTenant(company.companyId))).toEqual(["newer"]);
});

it("a move that the restored registry takes for unfinished is not taken back behind those who work there", async () => {
  await move("one");
  await add(company.db, "newer");
  await register({ ...atFirst(), state: "moving" }, unfinished);
  expect(await takeBackMoves(testActor, now())).toMatchObject([
    { measure: "named", reason: expect.stringContaining("Generation 2 of this database was in use") },
  ]);
  await expect(add(await openTenant(company.companyId), "lost")).rejects.toThrow();
  await register(there, { step: "switched" });
  expect(await namesIn(await openTenant(company.companyId))).toEqual(["newer"]);
});

it("nor after a rebuild of the registry has taken it out of the move's hands", async () => {
  await move("one");
  await add(company.db, "newer");
  await register({ ...atFirst(), state: "moving" }, unfinished);
  // The rebuild does not know better while the server does not answer.
  vi.spyOn(
    engine().server(serverRefOf(await serverRow(engine().master, "one"))),
    "open",
  ).mockRejectedValueOnce(new Error("as of a server that does not answer"));
  await applyRebuild(await planRebuild(), testActor, async () => {});
  const [row] = await engine()
    .master.select()
    .from(tenantDatabases)
    .where(eq(tenantDatabases.id, company.databaseId));
  expect(row).toMatchObject({
    state: "quarantined",
    stateReason: expect.stringContaining("a move to one in the middle"),
  });
  const refused = [{ measure: "named", reason: expect.stringContaining("was in use on one") }];
  expect(await takeBackMoves(testActor, now())).toMatchObject(refused);
  await register({ state: "ready" }, unfinished);
  expect(await takeBackMoves(testActor, now())).toMatchObject(refused);
  await register({ state: "ready" }, { step: "rolled-back", finishedAt: 1, leftoverRemovedAt: null });
  const failed = [{ error: expect.stringContaining("was in use on one") }];
  expect(await archiveMoves(testActor, now())).toMatchObject({ removed: 0, failed });
  await register(there, { step: "switched", finishedAt: null });
  expect(await namesIn(await openTenant(company.companyId))).toEqual(["newer"]);
});

it("a rebuild of the registry follows a database to where people work with it", async () => {
  await move("one");
  await add(company.db, "newer");
  await register({ ...atFirst(), state: "moving" }, unfinished);
  const plan = await planRebuild();
  const items = plan.items.filter(({ databaseId }) => databaseId === company.databaseId);
  expect(items).toMatchObject([
    { kind: "moved", found: { generation: 2, epoch: 2, server: { name: "one" } } },
  ]);
  await applyRebuild({ ...plan, items }, testActor, async () => {});
  expect(await registered()).toMatchObject(there);
  expect(await takeBackMoves(testActor, now())).toMatchObject([{ measure: "recovered" }]);
  await add(await openTenant(company.companyId), "on");
  expect(await namesIn(await openTenant(company.companyId))).toEqual(["newer", "on"]);
});

it("a move to where the registry says that everybody works is ended, and can be archived like every other", async () => {
  await move("one");
  await add(company.db, "newer");
  await register(there, unfinished);
  expect(await takeBackMoves(testActor, now())).toMatchObject([{ measure: "recovered" }]);
  expect(await takeBackMoves(testActor, now())).toEqual([]);
  expect(await movesOf()).toMatchObject([{ step: "switched", switchedAt: expect.any(Number) }]);
  expect(await namesIn(await openTenant(company.companyId))).toEqual(["newer"]);
  const later = new Date(Date.now() + sourceStaysMs + 1);
  expect(await archiveMoves(testActor, later)).toMatchObject({ failed: [] });
  expect(await movesOf()).toMatchObject([{ step: "archived", leftoverRemovedAt: expect.any(Number) }]);
  await move("two");
});

it("what a move left that an earlier version began goes, since its source says that nothing was switched", async () => {
  const dying = move("one", {
    onPoint: async (point) => {
      if (point !== "verified") return;
      const [begun] = await movesOf();
      const server = serverRefOf(await serverRow(engine().master, "one"));
      const generation = begun?.toGeneration ?? 0;
      const target = { ...anyTenantRef(await registered()), server, generation, keyId: null };
      await withDirect(target, ({ writer }) => unfence(writer, generation));
      throw new Error("as on a host that stops");
    },
  });
  await expect(dying).rejects.toThrow("as on a host that stops");
  expect(await movesOf()).toMatchObject([{ step: "rolled-back", leftoverRemovedAt: expect.any(Number) }]);
  await add(company.db, "on");
  expect(await namesIn(await openTenant(company.companyId))).toEqual(["on"]);
});

it("a going back that slept and fails touches nothing that another host is at since", async () => {
  await move("one");
  await add(company.db, "before");
  const [asleep, awake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = undoMove(company.databaseId, {
    actor: testActor,
    now,
    onPoint: async (point) => {
      if (point !== "fenced") return;
      asleep.resolve();
      await awake.promise;
    },
  });
  await asleep.promise;
  for (const [name, id] of [
    ["medadmin.databases.changing", company.databaseId],
    ["medadmin.databases.moves", (await movesOf())[0]?.id ?? ""],
  ] as const)
    (globalThis as { [at: symbol]: Set<string> | undefined })[Symbol.for(name)]?.delete(id);
  expect(await takeBackMoves(testActor, now())).toMatchObject([{ measure: "recovered" }]);
  await nextGeneration(company.companyId, {
    actor: testActor,
    state: "migrating",
    reason: "test",
    transform: async () => {
      awake.resolve();
      await expect(slow).rejects.toMatchObject({ code: "MoveRefused" });
      expect(await registered()).toMatchObject({ state: "migrating" });
    },
  });
  await add(await openTenant(company.companyId), "after");
  expect(await namesIn(await openTenant(company.companyId))).toEqual(["after", "before"]);
});
