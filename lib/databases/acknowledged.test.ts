import { spawn } from "node:child_process";
import { once } from "node:events";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, it } from "vitest";
import { counters } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { startTestEngine, testEngine } from "@/lib/testing/engine";
import { examineTenant } from "./integrity/examine-tenant";
import { knowsNothing } from "./integrity/knowledge";
import { surveyRegistry } from "./integrity/survey";
import { stopEngine } from "./start-engine";
import { openTenant } from "./tenant";
import { write } from "./write";

let started: Awaited<ReturnType<typeof testEngine>>;
beforeEach(async () => {
  started = await testEngine();
});
afterEach(() => started.dispose());

it.each([
  ["here", 1_000],
  ["apart", 150],
])(
  "has every acknowledged row after the process that writes %s was killed in the middle of %d",
  async (where, writes) => {
    const { companyId } = await testCompany();
    await stopEngine();
    const fixture = "lib/databases/acknowledged.fixture.ts";
    const child = spawn(process.execPath, ["--import", "tsx", fixture, started.dataDir, companyId, where], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exited = once(child, "exit");
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.push(line);
      if (acknowledged.length === writes) child.kill("SIGKILL");
    }
    expect(await exited).toEqual([null, "SIGKILL"]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(writes);

    await startTestEngine(started.dataDir);
    // Whoever wrote for the one that was killed may be about to end: a write waits for it.
    const next = { name: "next", value: 1 };
    await write(await openTenant(companyId), started.actor, (tx) => tx.insert(counters).values(next));
    const rows = await (await openTenant(companyId)).select({ name: counters.name }).from(counters);
    const found = new Set(rows.map((row) => row.name));
    expect(acknowledged.filter((name) => !found.has(name))).toEqual([]);
    expect(await surveyRegistry()).toEqual([]);
    expect(await examineTenant(companyId, knowsNothing)).toEqual([]);
  },
);

it("takes 200 writes at once to an encrypted database and loses none", async ({ annotate }) => {
  const { db } = await testCompany();
  const lag = monitorEventLoopDelay({ resolution: 5 });
  lag.enable();
  await Promise.all(
    Array.from({ length: 200 }, (_, number) =>
      write(db, started.actor, (tx) => tx.insert(counters).values({ name: `n${number}`, value: 1 })),
    ),
  );
  lag.disable();
  const ms = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(1);
  await annotate(`event-loop lag: median ${ms(lag.percentile(50))} ms, longest ${ms(lag.max)} ms`);
  expect(await db.$count(counters)).toBe(200);
});
