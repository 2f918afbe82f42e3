import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { auditEvents, counters } from "@/drizzle/tenant/schema";
import { testTenant } from "@/lib/testing/databases";
import { recordAudit } from "./audit";
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
