import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stopEngine } from "@/lib/databases";
import { startUp } from "@/lib/jobs/start-up";
import { testCompany } from "@/lib/testing/company";
import type { Step } from "../command";
import { perform } from "../perform";
import { tenantsMigrate } from "./tenants-migrate";
import { type MigrateReport, progressLine, showMigrateReport } from "./tenants-migrate-report";

const dataDir = mkdtempSync(join(tmpdir(), "medadmin-migrate-"));

async function migrate(input: object = {}) {
  const steps: Step[] = [];
  const { data, failed = false } = await perform(tenantsMigrate, input, "tester", {
    onStep: (step) => steps.push(step),
    signal: new AbortController().signal,
  });
  return { data: data as MigrateReport, failed, shown: tenantsMigrate.show(data), steps };
}

beforeAll(async () => {
  process.env.DATA_DIR = dataDir;
  await startUp();
  await testCompany("city-hospital");
  await testCompany("county-clinic");
  await stopEngine();
}, 120_000);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe("tenants migrate", () => {
  it("says that all are up to date, and remembers the run", async () => {
    const { failed, shown, steps, data } = await migrate();
    expect(failed).toBe(false);
    expect(shown).toBe("0 migrated, 2 up to date by the registry (2 of them opened), 0 failed.");
    expect(steps.map(({ done, total }) => [done, total])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(await migrate({ resume: data.mode === "run" ? data.runId : "" })).toMatchObject({ failed: false });
  });

  it("shows what it would do, and does nothing", async () => {
    const { failed, shown } = await migrate({ dryRun: true });
    expect({ failed, shown }).toEqual({
      failed: false,
      shown: expect.stringContaining("0 to be brought to"),
    });
  });

  it.each([
    [{ company: "nobody" }, { code: "notFound" }],
    [{ server: "nowhere" }, { code: "notFound" }],
    [{ resume: "nothing" }, { code: "UnknownMigrationRun" }],
  ])("refuses %j and changes nothing", async (input, error) => {
    await expect(migrate(input)).rejects.toMatchObject(error);
  });

  it.each([
    [{ resume: true, dryRun: true }],
    [{ resume: true, company: "x" }],
    [{ concurrency: "0" }],
    [{ maxFailures: "none" }],
  ])("is asked for in a wrong way by %j", (input) => {
    expect(() => tenantsMigrate.parse(input)).toThrow();
  });
});

const result = {
  databaseId: "d",
  companyId: "c",
  slug: "city-hospital",
  wave: 0,
  state: "done",
  from: "0004_old",
  to: "0005_new",
  fromGeneration: 1,
  toGeneration: 2,
  pausedMs: 12,
  ms: 15.4,
  error: null,
} as const;

describe("what is shown", () => {
  it("tells of each database what became of it", () => {
    expect(progressLine(result)).toBe("city-hospital: 0004_old → 0005_new in 15 ms, generation 2");
    const error = { code: "Damaged", message: "An index is missing." };
    expect(progressLine({ ...result, state: "failed", error })).toBe(
      "city-hospital: FAILED, An index is missing.",
    );
    expect(progressLine({ ...result, state: "current" })).toBe("city-hospital: up to date");
  });

  it("says how to go on with a run that stopped", () => {
    const error = { code: "Damaged", message: "An index is missing." };
    const shown = showMigrateReport({
      mode: "run",
      runId: "run-1",
      target: "0005_new",
      state: "stopped",
      stoppedBecause: "1 database failed.",
      current: 3,
      results: [
        { ...result, state: "failed", error },
        { ...result, state: "waiting" },
      ],
    });
    expect(shown).toContain(
      "0 migrated, 3 up to date by the registry (0 of them opened), 1 failed, 1 waiting.",
    );
    expect(shown).toContain('Stopped: 1 database failed. "tenants migrate --resume run-1" goes on.');
  });

  it("shows the SQL and the databases beforehand", () => {
    const shown = showMigrateReport({
      mode: "preview",
      target: "0005_new",
      current: 1,
      databases: [
        {
          slug: "city-hospital",
          companyId: "c",
          from: "0004_old",
          migrations: ["0005_new"],
          method: "in-place",
          problem: null,
        },
      ],
      migrations: [{ name: "0005_new", sha256: "0", statements: ["ALTER TABLE doctors ADD note TEXT"] }],
    });
    for (const said of [
      "city-hospital",
      "1 (in-place)",
      "-- 0005_new",
      "ALTER TABLE doctors",
      "1 to be brought",
    ])
      expect(shown).toContain(said);
  });
});
