import { existsSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { engine } from "../engine";
import { nextGeneration } from "../generations/next-generation";
import { localServerId } from "../start-engine";
import { openTenant } from "../tenant";
import { write } from "../write";
import { takeBackInterrupted } from "./take-back";

let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
beforeEach(async () => {
  started = await testEngine();
  company = await testCompany();
});
afterEach(() => started.dispose());

const stateOf = async (id: string) =>
  (await engine().master.select().from(tenantDatabases).where(eq(tenantDatabases.id, id)))[0]?.state;
const add = async (name: string) =>
  write(await openTenant(company.companyId), started.actor, (tx) =>
    tx.insert(counters).values({ name, value: 1 }),
  );
const change = (transform: () => Promise<void>) =>
  nextGeneration(company.companyId, { actor: started.actor, state: "migrating", reason: "test", transform });

it("a change that could not be taken back when it failed is taken back later, without a restart", async () => {
  const { companyId, databaseId } = company;
  const place = engine().server({ id: localServerId, kind: "file", url: "", adminUrl: null });
  const open = vi.spyOn(place, "open");
  const failed = change(async () => {
    open.mockRejectedValueOnce(new Error("The disk is full."));
    throw new Error("The release is wrong.");
  });
  await expect(failed).rejects.toThrow("The release is wrong.");
  open.mockRestore();
  expect(await stateOf(databaseId)).toBe("migrating");
  await expect(add("refused")).rejects.toMatchObject({ code: "Fenced" });

  expect(await takeBackInterrupted(started.actor)).toMatchObject([{ id: databaseId, measure: "recovered" }]);
  expect(await stateOf(databaseId)).toBe("ready");
  await add("kept");
  expect(await (await openTenant(companyId)).$count(counters)).toBe(1);
  expect(existsSync(join(started.dataDir, "tenants", `${databaseId}.2.db`))).toBe(false);
  expect(await takeBackInterrupted(started.actor)).toEqual([]);
});

it("a change that is at work is left alone", async () => {
  const { databaseId } = company;
  await change(async () => {
    expect(await stateOf(databaseId)).toBe("migrating");
    expect(await takeBackInterrupted(started.actor)).toEqual([]);
  });
  const [row] = await engine()
    .master.select()
    .from(tenantDatabases)
    .where(eq(tenantDatabases.id, databaseId));
  expect(row).toMatchObject({ state: "ready", generation: 2 });
});
