import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseServers, jobs, tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { type Actor, openTenant, write } from "@/lib/databases";
import { factoriesOf, reachable, registerServers } from "@/lib/databases/moves/fleet.fixture";
import { localServerId } from "@/lib/databases/start-engine";
import { requestDrain, requestMove, requestMoveBack } from "@/lib/journeys/moves/move-company";
import { listMoves, readMove } from "@/lib/master/fleet/moves/list-moves";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { addTestMasterAdmin } from "@/lib/testing/impersonation";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { moveHandlers } from "./move-handlers";
import { runDueJobs } from "./run-due-jobs";

let sqld: Sqld;
let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
let admin: Actor;
const now = () => new Date();
beforeAll(async () => {
  sqld = await startSqld();
  const servers = [await reachable("one", sqld)];
  started = await testEngine({ servers: await factoriesOf(servers) });
  await registerServers(servers);
  company = await testCompany();
  const { id } = await addTestMasterAdmin(started.engine.master);
  admin = { ...started.actor, id };
});
afterAll(async () => {
  await started.dispose();
  await sqld.stop();
});

const request = () => ({
  companyId: company.companyId,
  databaseId: company.databaseId,
  toServerId: "one",
  acceptPlain: true,
});
const run = async (jobId: string) => {
  await runDueJobs({ signal: new AbortController().signal, recurring: [], handlers: moveHandlers, now });
  const [job] = await started.engine.master.select().from(jobs).where(eq(jobs.id, jobId));
  return { ...job, result: JSON.parse(job?.result ?? "null") };
};
const serverOf = async () =>
  (
    await started.engine.master
      .select()
      .from(tenantDatabases)
      .where(eq(tenantDatabases.id, company.databaseId))
  )[0]?.serverId;

describe("a move that is asked for", () => {
  it("is refused at once without consent, and asked for once only", async () => {
    const { master } = started.engine;
    const plain = requestMove(master, admin, { ...request(), acceptPlain: false }, now());
    await expect(plain).rejects.toMatchObject({ code: "moveRefused.plain" });
    expect(await master.$count(jobs)).toBe(0);
  });

  it("is done, and not done twice when its job is begun again", async () => {
    const { master } = started.engine;
    const id = await requestMove(master, admin, request(), now());
    await expect(requestMove(master, admin, request(), now())).rejects.toMatchObject({
      code: "alreadyAsked",
    });
    const done = await run(id);
    expect(done).toMatchObject({
      state: "done",
      result: { rows: expect.any(Number) },
    });
    // As when the process died before it could say that it was done.
    await write(master, admin, (tx) =>
      tx.update(jobs).set({ state: "waiting", finishedAt: null }).where(eq(jobs.id, id)),
    );
    expect(await run(id)).toMatchObject({ state: "done", result: done.result });
    const moves = await listMoves(master, now(), { companyId: company.companyId });
    expect(moves).toMatchObject([
      {
        step: "switched",
        isOpen: false,
        from: { name: "This machine" },
        to: { name: "one" },
        keptUntil: expect.any(Number),
        canUndo: true,
        plainConsent: true,
      },
    ]);
  });

  it("is a dead letter at once when trying again would end the same way", async () => {
    const { master } = started.engine;
    await write(await openTenant(company.companyId), admin, (tx) =>
      tx.insert(counters).values({ name: "since", value: 1 }),
    );
    const id = await requestMoveBack(master, admin, request(), now());
    expect(await run(id)).toMatchObject({
      state: "dead",
      attempts: 1,
      lastError: expect.stringContaining("Something was written since"),
    });
    expect(await serverOf()).toBe("one");
  });

  it("can be one back, or away from a whole server", async () => {
    const { master } = started.engine;
    const away = await requestDrain(master, admin, { serverId: "one", acceptPlain: false }, now());
    expect(await run(away)).toMatchObject({ state: "done", result: { moved: 1, left: 0 } });
    expect(await serverOf()).toBe(localServerId);
    const [server] = await master.select().from(databaseServers).where(eq(databaseServers.id, "one"));
    expect(server?.drainingAt).not.toBeNull();
    const back = await requestMoveBack(master, admin, request(), now());
    expect(await run(back)).toMatchObject({ state: "done", result: { moveId: expect.any(String) } });
    expect(await serverOf()).toBe("one");
    const [undone, first] = await listMoves(master, now());
    expect([undone?.step, first?.step]).toEqual(["rolled-back", "archived"]);
    expect([undone?.canUndo, first?.canUndo]).toEqual([false, false]);
    expect(await readMove(master, undone?.id ?? "", now())).toMatchObject({
      id: undone?.id,
      switchedAt: expect.any(Number),
    });
  });
});
