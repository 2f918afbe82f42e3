import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditEvents, databaseMoves, databaseServers, tenantDatabases } from "@/drizzle/master/schema";
import { type MasterDb, openMaster, serverLoads, write } from "@/lib/databases";
import { placesOf } from "@/lib/databases/removals/destroy-databases";
import { newId } from "@/lib/domain/id";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { findServer } from "../find-server";
import { startDraining } from "./drain-server";
import { removeServer } from "./remove-server";

const now = new Date("2026-11-21T09:00:00Z");
const [id, moveId] = [newId(), newId()];
const values = { kind: "libsql-server", name: "db1", url: "http://db1:8080" } as const;
let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let company: Awaited<ReturnType<typeof testCompany>>;

beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
  company = await testCompany();
  await write(master, started.actor, (tx) => tx.insert(databaseServers).values({ ...values, id }));
});
afterAll(() => started.dispose());

const remove = (serverId = id) => removeServer(master, started.actor, serverId, now);
const place = (serverId: string) =>
  write(master, started.actor, (tx) =>
    tx.update(tenantDatabases).set({ serverId }).where(eq(tenantDatabases.id, company.databaseId)),
  );

it("a server stays while it is not drained, or holds a database, or what a move left there to go back to", async () => {
  const [own] = await master.select().from(databaseServers).where(eq(databaseServers.kind, "file"));
  await expect(remove(own?.id)).rejects.toMatchObject({ code: "serverLocal" });
  await expect(remove()).rejects.toMatchObject({ code: "serverNotDrained" });
  await startDraining(master, started.actor, id, now);
  await place(id);
  await expect(remove()).rejects.toMatchObject({
    code: "serverInUse",
    params: { databases: 1, moves: 0 },
  });
  await place(own?.id ?? "");
  const { databaseId, companyId } = company;
  const ends = { fromServerId: id, toServerId: own?.id ?? "", fromGeneration: 1, toGeneration: 2 };
  await write(master, started.actor, (tx) =>
    tx.insert(databaseMoves).values({
      id: moveId,
      databaseId,
      companyId,
      ...ends,
      step: "switched",
      startedBy: "Test",
      startedAt: 1,
    }),
  );
  await expect(remove()).rejects.toMatchObject({
    code: "serverInUse",
    params: { databases: 0, moves: 1 },
  });
  expect(await findServer(master, "db1")).toMatchObject({ id });
});

it("one that nothing needs is on no list any more; what tells of it stays, and its name and address are free", async () => {
  await write(master, started.actor, (tx) =>
    tx
      .update(databaseMoves)
      .set({ step: "archived", finishedAt: 2, leftoverRemovedAt: 2 })
      .where(eq(databaseMoves.id, moveId)),
  );
  expect(await remove()).toBe("db1");
  expect((await serverLoads(master)).map(({ kind }) => kind)).toEqual(["file"]);
  for (const name of ["db1", id])
    await expect(findServer(master, name)).rejects.toMatchObject({ code: "notFound" });
  await expect(remove()).rejects.toMatchObject({ code: "notFound" });
  await expect(startDraining(master, started.actor, id, now)).rejects.toMatchObject({ code: "notFound" });
  // Nobody asks it for a company that is removed later.
  expect((await placesOf([company.databaseId])).map(({ server }) => server.kind)).not.toContain(
    "libsql-server",
  );
  expect(await master.$count(databaseMoves, eq(databaseMoves.fromServerId, id))).toBe(1);
  expect(await master.$count(auditEvents, eq(auditEvents.action, "server.removed"))).toBe(1);
  await write(master, started.actor, (tx) => tx.insert(databaseServers).values({ ...values, id: newId() }));
  expect((await findServer(master, "db1")).id).not.toBe(id);
});
