import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { companies, migrationResults, migrationRuns, tenantDatabases } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { defaultRunOptions } from "@/lib/databases/migrations/runs/run-options";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { listMigrationRuns } from "./list-migration-runs";
import { migrationRun } from "./migration-run";

const now = new Date("2026-11-21T09:00:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
beforeEach(async () => {
  started = await testEngine();
  await testCompany("aa");
  await testCompany("bb");
  const { master } = started.engine;
  const [first, second] = await master.select().from(tenantDatabases).orderBy(tenantDatabases.companyId);
  await write(master, started.actor, async (tx) => {
    const run = { target: "0005", options: JSON.stringify(defaultRunOptions), startedBy: "Test" } as const;
    await tx.insert(migrationRuns).values([
      { ...run, id: "old", state: "done", startedAt: 1, finishedAt: 2 },
      { ...run, id: "died", state: "running", startedAt: 3 },
    ]);
    await tx.insert(migrationResults).values([
      {
        runId: "died",
        databaseId: first?.id ?? "",
        companyId: first?.companyId ?? "",
        wave: 0,
        state: "done",
      },
      {
        runId: "died",
        databaseId: second?.id ?? "",
        companyId: second?.companyId ?? "",
        wave: 1,
        state: "failed",
      },
    ]);
  });
});
afterEach(() => started.dispose());

describe("the runs of the fleet's migrations", () => {
  it("are listed with their counts, the newest first; one whose process died is stopped", async () => {
    const runs = await listMigrationRuns(started.engine.master, now);
    expect(runs).toMatchObject([
      { id: "died", state: "stopped", canResume: true, counts: { done: 1, failed: 1, waiting: 0 } },
      { id: "old", state: "done", canResume: false, counts: { done: 0 } },
    ]);
    expect(await listMigrationRuns(started.engine.master, now, { before: 3 })).toMatchObject([{ id: "old" }]);
  });

  it("are shown with each database, failures first", async () => {
    const { master } = started.engine;
    const [{ slug } = { slug: "" }] = await master.select({ slug: companies.slug }).from(companies);
    const run = await migrationRun(master, "died", now);
    expect(run.results.map(({ state }) => state)).toEqual(["failed", "done"]);
    expect(run.results.map((result) => result.slug)).toContain(slug);
    expect(run).toMatchObject({ resultCount: 2, options: { canary: "random" } });
    const failed = await migrationRun(master, "died", now, { state: "failed", limit: 1 });
    expect(failed).toMatchObject({ resultCount: 1, results: [{ wave: 1 }] });
    await expect(migrationRun(master, "nothing", now)).rejects.toMatchObject({ code: "notFound" });
  });
});
