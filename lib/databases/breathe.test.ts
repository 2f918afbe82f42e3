import { expect, it } from "vitest";
import { counters } from "@/drizzle/tenant/schema";
import { testTenant } from "@/lib/testing";
import { write } from "./write";

const rows = 4_000;
/** One or two are what a statement takes that needs none at all. */
const manyTurns = 4;

/** How often others get their turn until `work` is done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  await work();
  isOver = true;
  return turns;
}

it("lets others have their turn in the middle of a long write, which is one transaction all the same", async () => {
  const { db, actor, dispose } = await testTenant();
  const importing = (fails: boolean) =>
    write(db, actor, async (tx) => {
      for (let n = 0; n < rows; n++) await tx.insert(counters).values({ name: `row ${n}`, value: n });
      if (fails) throw new Error("The last row is wrong.");
    });
  await db.$count(counters);
  expect(await turnsDuring(() => importing(true).catch(() => {}))).toBeGreaterThan(manyTurns);
  expect(await db.$count(counters)).toBe(0);
  let seen = 0;
  const turns = await turnsDuring(async () => {
    const written = importing(false);
    seen = await db.$count(counters);
    await written;
  });
  expect(turns).toBeGreaterThan(manyTurns);
  // Nobody sees half of it.
  expect(seen).toBe(0);
  expect(await db.$count(counters)).toBe(rows);
  dispose();
});

it("has whoever asks little wait for nobody who asks much", async () => {
  const [much, little] = [await testTenant(), await testTenant()];
  for (const { db } of [much, little]) await db.$count(counters);
  let isOver = false;
  const importing = write(much.db, much.actor, async (tx) => {
    for (let n = 0; n < rows; n++) await tx.insert(counters).values({ name: `row ${n}`, value: n });
  }).finally(() => {
    isOver = true;
  });
  const waited: number[] = [];
  while (!isOver) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    // One where the turn had lasted long already.
    waited.push(await turnsDuring(() => little.db.$count(counters)));
  }
  await importing;
  expect(waited.length).toBeGreaterThan(5);
  expect(Math.max(...waited)).toBeLessThanOrEqual(2);
  for (const { dispose } of [much, little]) dispose();
});

it("lets others have their turn between the questions of a long read", async () => {
  const { db, dispose } = await testTenant();
  await db.$count(counters);
  const turns = await turnsDuring(async () => {
    for (let n = 0; n < rows; n++) await db.select().from(counters).limit(1);
  });
  expect(turns).toBeGreaterThan(manyTurns);
  dispose();
});
