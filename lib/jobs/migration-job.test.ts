import { afterEach, beforeEach, expect, it } from "vitest";
import { jobs, migrationRuns } from "@/drizzle/master/schema";
import { type MasterTx, write } from "@/lib/databases";
import { runsHere } from "@/lib/databases/migrations/runs/run-lease";
import { defaultRunOptions } from "@/lib/databases/migrations/runs/run-options";
import { askForMigration, migrationForm } from "@/lib/master/fleet/migrations/migration-job";
import { testEngine } from "@/lib/testing/engine";
import { addTestMasterAdmin } from "@/lib/testing/impersonation";
import { runDueJobs } from "./run-due-jobs";

const start = Date.parse("2026-11-21T09:00:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
const change = <T>(work: (tx: MasterTx) => Promise<T>) => write(started.engine.master, started.actor, work);

beforeEach(async () => {
  started = await testEngine();
});
afterEach(() => started.dispose());

const afterHours = async (hours: number) => {
  const now = () => new Date(start + hours * 3_600_000);
  await runDueJobs({ signal: new AbortController().signal, recurring: [], now });
  return (await started.engine.master.select().from(jobs))[0];
};

it("a migration that was asked for while another run is alive waits for its end, and is no dead letter", async () => {
  const { id: userId } = await addTestMasterAdmin(started.engine.master);
  const options = JSON.stringify(defaultRunOptions);
  await change(async (tx) => {
    const run = { id: "other", state: "running", target: "0005", options } as const;
    await tx.insert(migrationRuns).values({ ...run, startedBy: "Test", startedAt: start });
    await askForMigration(tx, migrationForm.parse({}), userId, new Date(start));
  });
  runsHere().add("other");
  try {
    for (const attempts of [1, 2, 3]) {
      const job = await afterHours(attempts);
      expect(job).toMatchObject({
        state: "waiting",
        attempts,
        lastError: expect.stringMatching(/^MigrationRunning/),
      });
    }
  } finally {
    runsHere().delete("other");
  }
  expect(await afterHours(4)).toMatchObject({ state: "done", attempts: 4 });
});
