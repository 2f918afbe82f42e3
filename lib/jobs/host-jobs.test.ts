import { afterEach, beforeEach, expect, it } from "vitest";
import { companyUsage } from "@/drizzle/master/schema";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { hostJobs } from "./host-jobs";

const now = new Date("2026-11-21T09:00:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
beforeEach(async () => {
  started = await testEngine();
});
afterEach(() => started.dispose());

it("each job of a host works on a real installation, twice", async () => {
  const { companyId } = await testCompany();
  const { signal } = new AbortController();
  for (const job of [...hostJobs, ...hostJobs]) await job.run(now, signal);
  expect(await started.engine.master.select().from(companyUsage)).toMatchObject([{ companyId, users: 0 }]);
});

it("jobs have names of their own, and none is due before the start is over", () => {
  expect(new Set(hostJobs.map(({ name }) => name)).size).toBe(hostJobs.length);
  for (const job of hostJobs) expect(job.firstAfterMs).toBeGreaterThanOrEqual(30_000);
});
