import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { companyUsage } from "@/drizzle/master/schema";
import { replaceKey } from "@/lib/databases";
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

it("a key that is in use and could not be noted as such is noted without a restart", async () => {
  const { companyId } = await testCompany();
  const { keyring } = started.engine;
  vi.spyOn(keyring, "promote").mockRejectedValueOnce(new Error("The disk is full."));
  await expect(replaceKey(companyId, { actor: started.actor })).rejects.toThrow("The disk is full.");
  const coming = async () => (await keyring.list()).filter(({ use }) => use === "coming").length;
  expect(await coming()).toBe(1);
  await hostJobs.find(({ name }) => name === "interrupted")?.run(now, new AbortController().signal);
  expect(await coming()).toBe(0);
});

it("jobs have names of their own, and none is due before the start is over", () => {
  expect(new Set(hostJobs.map(({ name }) => name)).size).toBe(hostJobs.length);
  for (const job of hostJobs) expect(job.firstAfterMs).toBeGreaterThanOrEqual(30_000);
});
