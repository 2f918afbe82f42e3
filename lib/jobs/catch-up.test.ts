import { afterEach, beforeEach, expect, it } from "vitest";
import { write } from "@/lib/databases";
import { planCrossing } from "@/lib/journeys/crossing-plans";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { catchUpAtStart } from "./catch-up";

const now = new Date("2026-11-21T09:00:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
beforeEach(async () => {
  started = await testEngine();
  for (const slug of ["first", "second"]) {
    const { companyId } = await testCompany(slug);
    const payload = { action: "test", subject: { type: "test", id: slug } };
    await write(started.engine.master, started.actor, (tx) =>
      planCrossing(tx, { companyId, kind: "audit.recorded", by: started.actor, payload }),
    );
  }
});
afterEach(() => started.dispose());

it("a start waits only so long for a database that does not answer, and then begins with no other", async () => {
  const asked: string[] = [];
  let answer = () => {};
  await catchUpAtStart(now, 20, (_, companyId) => {
    asked.push(companyId);
    return new Promise((resolve) => {
      answer = () => resolve(1);
    });
  });
  expect(asked).toHaveLength(1);
  answer();
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toHaveLength(1);
});

it("a start does for all companies what is planned, and one that fails does not end it", async () => {
  const asked: string[] = [];
  await catchUpAtStart(now, 60_000, async (_, companyId) => {
    asked.push(companyId);
    throw new Error("It is away.");
  });
  expect(new Set(asked).size).toBe(2);
});
