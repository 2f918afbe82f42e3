import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { submissions } from "@/drizzle/master/schema";
import { auditEvents, counters } from "@/drizzle/tenant/schema";
import { testMaster, testTenant } from "@/lib/testing/databases";
import { recordAudit } from "./audit";
import { handleState, tenantHandle } from "./handle-state";
import type { Actor, TenantDb, WriteRestriction } from "./handles";
import { write } from "./write";

let opened: Awaited<ReturnType<typeof testTenant>>;
afterEach(() => opened.dispose());

describe("write", () => {
  it("commits what the work wrote, and nothing when it throws", async () => {
    opened = await testTenant();
    const { db, actor } = opened;
    await write(db, actor, (tx) => tx.insert(counters).values({ name: "kept", value: 1 }));
    const failing = write(db, actor, async (tx) => {
      await tx.insert(counters).values({ name: "lost", value: 1 });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await db.select({ name: counters.name }).from(counters)).toEqual([{ name: "kept" }]);
  });

  it("loses none of 200 concurrent writes", async () => {
    opened = await testTenant();
    const { db, actor } = opened;
    await write(db, actor, (tx) => tx.insert(counters).values({ name: "n", value: 0 }));
    await Promise.all(
      Array.from({ length: 200 }, () =>
        write(db, actor, (tx) => tx.update(counters).set({ value: sql`${counters.value} + 1` })),
      ),
    );
    expect((await db.select().from(counters))[0]?.value).toBe(200);
  });

  it("gives everybody else a turn between two queued writes", async () => {
    opened = await testTenant();
    const { db, actor } = opened;
    let writing = true;
    let turnsTaken = 0;
    const turn = () => {
      turnsTaken++;
      if (writing) setImmediate(turn);
    };
    setImmediate(turn);
    await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        write(db, actor, (tx) => tx.insert(counters).values({ name: `n${n}`, value: 0 })),
      ),
    );
    writing = false;
    expect(turnsTaken).toBeGreaterThan(50);
  });

  it("refuses a write inside a write", async () => {
    opened = await testTenant();
    const { db, actor } = opened;
    const nested = write(db, actor, () => write(db, actor, async () => 1));
    await expect(nested).rejects.toMatchObject({ code: "NestedWrite" });
  });

  it("cannot write through the reading handle", async () => {
    opened = await testTenant();
    await expect(opened.db.all(sql`INSERT INTO counters (name, value) VALUES ('x', 1)`)).rejects.toThrow();
    expect(await opened.db.$count(counters)).toBe(0);
  });

  it("chains audit events by their hashes", async () => {
    opened = await testTenant();
    const { db, actor } = opened;
    for (const action of ["a.done", "b.done"]) {
      await write(db, actor, (tx) => recordAudit(tx, { action, subject: { type: "test", id: "1" } }));
    }
    const [first, second] = await db.select().from(auditEvents);
    expect(first?.previousHash).toBe("0".repeat(64));
    expect(second?.previousHash).toBe(first?.hash);
  });
});

describe("a restriction", () => {
  const hour = 3_600_000;
  const reading: WriteRestriction = { readOnly: true, until: Date.now() + hour };
  const until = (ms: number): WriteRestriction => ({ readOnly: false, until: Date.now() + ms });
  /** The same database through a handle that is bound, as `openTenantAt` makes it. */
  const bound = (db: TenantDb, restriction: WriteRestriction) =>
    tenantHandle({ ...handleState(db), restriction });
  const add = (db: TenantDb, actor: Actor, name: string) =>
    write(db, actor, (tx) => tx.insert(counters).values({ name, value: 1 }));
  const names = async () => (await opened.db.select().from(counters)).map(({ name }) => name);

  it("holds on the handle, whoever writes through it", async () => {
    opened = await testTenant();
    const { db, actor } = opened;
    await expect(add(bound(db, reading), actor, "x")).rejects.toMatchObject({
      code: "Restricted",
      detail: { why: "read-only" },
    });
    await expect(add(bound(db, until(-1)), actor, "x")).rejects.toMatchObject({
      code: "Restricted",
      detail: { why: "expired" },
    });
    expect(await names()).toEqual([]);
    await add(bound(db, until(hour)), actor, "allowed");
    expect(await names()).toEqual(["allowed"]);
  });

  it("holds on who writes, through whatever handle, in the company's database as in the master", async () => {
    opened = await testTenant();
    const { db, actor } = opened;
    const master = await testMaster();
    const note = (by: Actor) =>
      write(master.db, by, (tx) =>
        tx.insert(submissions).values({ key: "k", action: "a", actorId: "", result: "1" }),
      );
    for (const restriction of [reading, until(-1)]) {
      const restricted = { ...actor, restriction };
      await expect(add(db, restricted, "x")).rejects.toMatchObject({ code: "Restricted" });
      await expect(note(restricted)).rejects.toMatchObject({ code: "Restricted" });
    }
    expect([await names(), await master.db.$count(submissions)]).toEqual([[], 0]);
    await note({ ...actor, restriction: until(hour) });
    expect(await master.db.$count(submissions)).toBe(1);
    master.dispose();
  });

  it("that runs out while a write waits for others, or works, leaves nothing of it", async () => {
    opened = await testTenant();
    const { db, actor } = opened;
    const soon = until(60);
    const slow = write(db, actor, async (tx) => {
      await tx.insert(counters).values({ name: "slow", value: 1 });
      // Held by work on the database itself, which is all a transaction may wait for.
      while (Date.now() < soon.until + 20) await tx.select().from(counters);
    });
    const waiting = add(bound(db, soon), actor, "handle");
    const alsoWaiting = add(db, { ...actor, restriction: soon }, "actor");
    await slow;
    for (const each of [waiting, alsoWaiting])
      await expect(each).rejects.toMatchObject({ code: "Restricted", detail: { why: "expired" } });
    expect(await names()).toEqual(["slow"]);
  });
});
