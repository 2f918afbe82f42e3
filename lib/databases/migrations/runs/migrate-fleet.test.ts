import { renameSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, migrationResults, migrationRuns, tenantDatabases } from "@/drizzle/master/schema";
import { engine } from "../../engine";
import { rows } from "../../integrity/damage.fixture";
import { write } from "../../write";
import { migrationsOf } from "../files";
import {
  fleetEngine,
  inDatabase,
  makeCompanies,
  mended,
  migrateTest,
  newest,
  next,
  outcomes,
  registered,
  spoilt,
  withNext,
} from "../fleet.fixture";
import { RunJournal } from "./run-journal";
import { runsHere } from "./run-lease";
import { stopMigrationRun } from "./stop-run";

let started: Awaited<ReturnType<typeof fleetEngine>>;
beforeEach(async () => {
  started = await fleetEngine();
});
afterEach(() => started.dispose());

const run: (options?: Parameters<typeof migrateTest>[1]) => ReturnType<typeof migrateTest> = (options) =>
  migrateTest(started.actor, options);
const results = () => engine().master.select().from(migrationResults);

describe("a migration of the fleet", () => {
  it("brings every company up, says so in registry and audits, and opens only a sample the next time", async () => {
    const id = await makeCompanies("aa", "bb", "cc", "dd", "ee", "ff");
    const progress: string[] = [];
    const first = await run({ onProgress: (_result, done, total) => progress.push(`${done}/${total}`) });
    expect(first).toMatchObject({ state: "done", target: "9999_next", current: 0 });
    expect(first.results).toHaveLength(6);
    expect(first.results[0]).toMatchObject({ slug: "aa", from: newest, to: "9999_next", state: "done" });
    expect(progress).toEqual(["1/6", "2/6", "3/6", "4/6", "5/6", "6/6"]);
    expect((await registered()).map(({ schema }) => schema)).toEqual(Array(6).fill("9999_next"));
    expect(await inDatabase(id("aa"))).toMatchObject({ hasNote: true, audited: 1 });
    const again = await run();
    expect(again).toMatchObject({ state: "done", current: 6 });
    expect(again.results.map(({ state }) => state)).toEqual(Array(5).fill("current"));
    const told = await engine()
      .master.select({ action: auditEvents.action })
      .from(auditEvents)
      .where(eq(auditEvents.subjectType, "migration"));
    expect(told.map(({ action }) => action)).toEqual(
      Array(2).fill(["migration.started", "migration.finished"]).flat(),
    );
  });

  it("migrates the companies and the server that are named, and no others", async () => {
    const id = await makeCompanies("one", "two");
    expect(outcomes((await run({ companyIds: [id("one")] })).results)).toEqual({ one: "done" });
    expect((await run({ serverId: "elsewhere" })).results).toEqual([]);
    expect(outcomes((await run({ serverId: "local" })).results)).toEqual({ one: "current", two: "done" });
  });

  it("goes on with the others when one fails, which stays as it was", async () => {
    const id = await makeCompanies("bad", "good", "missing");
    await inDatabase(id("bad"), spoilt);
    const [row] = await engine()
      .master.select()
      .from(tenantDatabases)
      .where(eq(tenantDatabases.companyId, id("missing")));
    const file = join(started.dataDir, "tenants", `${row?.id}.1.db`);
    renameSync(file, `${file}.away`);
    const early = { ...next, name: "9998_early", statements: ["CREATE TABLE early (x)"] };
    const ended = await run({ canary: "none", migrations: [...migrationsOf("tenant"), early, next] });
    expect(ended.state).toBe("done");
    expect(ended.results).toMatchObject([
      { slug: "bad", state: "failed", to: newest, error: { code: "MigrationFailed" } },
      { slug: "good", state: "done", to: "9999_next" },
      { slug: "missing", state: "failed", to: newest, error: { code: "DatabaseMissing" } },
    ]);
    expect((await inDatabase(id("bad"))).ledger.at(-1)).toBe(newest);
    expect((await registered()).map(({ schema }) => schema)).toEqual([newest, "9999_next", newest]);
  });

  it.each([
    ["a missing index", ["DROP INDEX doctors_code"], "doctors_code"],
    ["an orphan", [...rows, "DELETE FROM regions"], "refer"],
  ])("does not migrate a database with %s, and says what helps", async (_what, damage, said) => {
    const id = await makeCompanies("drifted");
    await inDatabase(id("drifted"), ...damage);
    for (const copies of [false, true]) {
      const [result] = (await run({ copies, canary: "none" })).results;
      expect(result).toMatchObject({ state: "failed", error: { code: "Damaged" } });
      expect(result?.error?.message).toContain(said);
      expect((await inDatabase(id("drifted"))).ledger.at(-1)).toBe(newest);
    }
    expect(await registered()).toMatchObject([{ state: "ready", generation: 1, schema: newest }]);
  });

  it("names a database whose history does not fit the files, and leaves it alone", async () => {
    const id = await makeCompanies("changed", "newer", "gap", "late", "fine");
    const enter = (name: string, hash = "3") =>
      `INSERT INTO schema_ledger (name, sha256, applied_at, duration_ms) VALUES ('${name}', '${hash.repeat(64)}', 1, 1)`;
    await inDatabase(
      id("changed"),
      `UPDATE schema_ledger SET sha256 = '${"4".repeat(64)}' WHERE name = '${newest}'`,
    );
    await inDatabase(id("newer"), enter("99999_newer"));
    await inDatabase(id("gap"), "DELETE FROM schema_ledger WHERE name = '0002_quarantine'");
    await inDatabase(id("late"), enter("9999_other"));
    const { results: found } = await run({
      canary: "none",
      migrations: [...withNext, { name: "9999_other", sha256: "3".repeat(64), statements: [] }],
    });
    const messages = Object.fromEntries(found.map(({ slug, error }) => [slug, error?.message ?? null]));
    expect(messages).toEqual({
      changed: `Migration ${newest} was changed after it had been applied: put the file back as it was.`,
      newer: expect.stringContaining("99999_newer was applied to this database, but this version"),
      gap: expect.stringContaining("0002_quarantine is older than"),
      late: expect.stringContaining("9999_next is older than 9999_other"),
      fine: null,
    });
    expect(messages.gap).toContain("was skipped");
    expect(messages.late).toContain("give it a later number");
  });
});

describe("the registry", () => {
  it("that calls one current that is not is named, and then all are looked into and migrated", async () => {
    const slugs = ["aa", "bb", "cc", "dd", "ee", "ff", "gg"];
    await makeCompanies(...slugs);
    await write(engine().master, started.actor, (tx) =>
      tx.update(tenantDatabases).set({ schemaVersion: "9999_next" }),
    );
    const { results: found } = await run();
    expect(outcomes(found)).toEqual(Object.fromEntries(slugs.map((slug) => [slug, "done"])));
    expect(found[0]?.error).toMatchObject({
      code: "RegistryMismatch",
      message: expect.stringContaining(`its own ledger says ${newest}`),
    });
  });

  it("that calls one behind that is not is put right", async () => {
    await makeCompanies("aa");
    await run();
    await write(engine().master, started.actor, (tx) =>
      tx.update(tenantDatabases).set({ schemaVersion: newest }),
    );
    expect(outcomes((await run()).results)).toEqual({ aa: "current" });
    expect(await registered()).toMatchObject([{ schema: "9999_next" }]);
  });

  it("that says something else is being done with one keeps it out of the run", async () => {
    const id = await makeCompanies("aa", "busy");
    await write(engine().master, started.actor, (tx) =>
      tx
        .update(tenantDatabases)
        .set({ state: "restoring" })
        .where(eq(tenantDatabases.companyId, id("busy"))),
    );
    expect((await run()).results).toMatchObject([
      { slug: "aa", state: "done" },
      { slug: "busy", state: "failed", error: { code: "DatabaseUnavailable" } },
    ]);
  });
});

describe("the canary", () => {
  it("goes first and alone, and stops the run when it fails; resumed, it goes first again", async () => {
    const id = await makeCompanies("aa", "bb", "canary");
    await inDatabase(id("canary"), spoilt);
    const canary = { companyId: id("canary") };
    const stopped = await run({ canary });
    expect(stopped).toMatchObject({
      state: "stopped",
      stoppedBecause: expect.stringContaining("The canary canary failed: Migration 9999_next failed"),
    });
    expect(outcomes(stopped.results)).toEqual({ aa: "waiting", bb: "waiting", canary: "failed" });
    await inDatabase(id("canary"), mended);
    const order: string[] = [];
    const ended = await run({ resume: true, onProgress: ({ slug }) => order.push(slug) });
    expect(ended).toMatchObject({ runId: stopped.runId, state: "done", stoppedBecause: null });
    expect(order[0]).toBe("canary");
    expect(outcomes(ended.results)).toEqual({ aa: "done", bb: "done", canary: "done" });
    expect((await results()).map(({ state, wave }) => [state, wave]).sort()).toEqual([
      ["done", 0],
      ["done", 1],
      ["done", 1],
    ]);
  });

  it("must be behind itself", async () => {
    const id = await makeCompanies("aa", "bb");
    await run({ companyIds: [id("bb")] });
    await expect(run({ canary: { companyId: id("bb") } })).rejects.toMatchObject({ code: "NotSupported" });
    expect(await engine().master.$count(migrationRuns)).toBe(1);
  });
});

describe("a run", () => {
  it("stops after so many failures, and goes on with what waits or failed", async () => {
    const id = await makeCompanies("aa", "bb", "cc", "dd");
    for (const slug of ["aa", "bb"]) await inDatabase(id(slug), spoilt);
    const stopped = await run({ canary: "none", concurrency: 1, maxFailures: 2 });
    expect(stopped).toMatchObject({ state: "stopped", stoppedBecause: "2 databases failed." });
    expect(outcomes(stopped.results)).toEqual({ aa: "failed", bb: "failed", cc: "waiting", dd: "waiting" });
    await inDatabase(id("aa"), mended);
    const ended = await run({ resume: stopped.runId });
    expect(ended.state).toBe("done");
    expect(outcomes(ended.results)).toEqual({ aa: "done", bb: "failed", cc: "done", dd: "done" });
    await inDatabase(id("bb"), mended);
    expect(outcomes((await run({ resume: true })).results)).toEqual({ bb: "done" });
  });

  it("is ended by whoever gave it up, after what has begun, and by an operator", async () => {
    await makeCompanies("aa", "bb", "cc");
    const giving = new AbortController();
    const aborted = await run({ signal: giving.signal, concurrency: 1, onProgress: () => giving.abort() });
    expect(aborted).toMatchObject({ state: "stopped", stoppedBecause: "It was interrupted." });
    expect(aborted.results.filter(({ state }) => state === "done")).toHaveLength(1);
    let stopping: Promise<unknown> | null = null;
    const stopped = await run({
      resume: aborted.runId,
      canary: "none",
      onProgress: () => {
        stopping ??= write(engine().master, started.actor, (tx) =>
          stopMigrationRun(tx, aborted.runId, "Lunch.", new Date()),
        );
      },
    });
    await stopping;
    expect(["Lunch.", null]).toContain(stopped.stoppedBecause);
    await run({ resume: aborted.runId });
    expect((await registered()).map(({ schema }) => schema)).toEqual(Array(3).fill("9999_next"));
  });

  it("is alone: another is refused while it is at work, and changes nothing", async () => {
    await makeCompanies("aa", "bb");
    const [first, second] = await Promise.allSettled([run(), run()]);
    const refused = [first, second].filter((each) => each.status === "rejected");
    expect(refused).toMatchObject([{ reason: { code: "MigrationRunning" } }]);
    expect(await engine().master.$count(migrationRuns)).toBe(1);
    await expect(run({ resume: "nobody's" })).rejects.toMatchObject({ code: "UnknownMigrationRun" });
  });

  it("that was taken over begins nothing more, and writes nothing more about itself", async () => {
    await makeCompanies("aa");
    const { runId } = await run();
    await write(engine().master, started.actor, (tx) =>
      tx.update(migrationRuns).set({ fence: 2, state: "running", finishedAt: null }),
    );
    const [result] = (await results()).map((row) => ({
      ...row,
      slug: "aa",
      from: row.fromSchema,
      to: row.toSchema,
      fromGeneration: 1,
      state: "failed" as const,
      error: null,
    }));
    const stale = new RunJournal(
      { id: runId, fence: 1, target: "9999_next" },
      started.actor,
      () => new Date(),
    );
    await expect(stale.claim(result ? [result] : [])).rejects.toMatchObject({ code: "MigrationRunning" });
    expect((await results()).map(({ state }) => state)).toEqual(["done"]);
  });

  it("is asked for twice and done once", async () => {
    await makeCompanies("aa");
    const runId = "01a1fdbd-ef74-79ef-a3e6-ba49b4c7ab15";
    expect(outcomes((await run({ runId })).results)).toEqual({ aa: "done" });
    expect(await run({ runId })).toMatchObject({ runId, state: "done" });
    expect(await engine().master.$count(migrationRuns)).toBe(1);
    expect(runsHere().size).toBe(0);
  });
});
