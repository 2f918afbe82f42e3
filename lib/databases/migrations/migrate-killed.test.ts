import { cpSync, rmSync } from "node:fs";
import { expect, it } from "vitest";
import { migrationRuns } from "@/drizzle/master/schema";
import { runChild } from "@/lib/testing/child";
import { emptyBeginning, testCompany } from "@/lib/testing/company";
import { startTestEngine } from "@/lib/testing/engine";
import { engine } from "../engine";
import { reconcile } from "../reconcile/reconcile";
import { stopEngine } from "../start-engine";
import { fleetEngine, inDatabase, migrateTest, newest, registered } from "./fleet.fixture";

/** `told-n`: inside the n-th transaction that writes an audit row, before its commit. */
const places = [
  ["in the transaction of the first database", "told-3", "in-place"],
  ["after the second, before it was written down", "done-2", "in-place"],
  ["in the copy of the first", "told-3", "copies"],
  ["after the second copy took its place", "done-2", "copies"],
] as const;

it.each(places)(
  "a run that is killed %s left nothing half-done, and is resumed",
  {
    timeout: 120_000,
  },
  async (_where, place, copies) => {
    const started = await fleetEngine();
    const companies: string[] = [];
    for (const slug of ["aa", "bb", "cc"]) companies.push((await testCompany(slug)).companyId);
    await stopEngine();
    const dataDir = `${started.dataDir}-killed`;
    cpSync(started.dataDir, dataDir, { recursive: true });
    const killed = await runChild("lib/databases/migrations/migrate-killed.fixture.ts", [
      dataDir,
      place,
      copies,
    ]);
    expect(killed, killed.output).toMatchObject({ signal: "SIGKILL" });
    await startTestEngine(dataDir, { schemaRange: { oldest: newest, newest: "9999_next" } });
    await reconcile(started.actor, emptyBeginning);
    for (const companyId of companies) {
      const { ledger, hasNote, audited } = await inDatabase(companyId);
      const isDone = ledger.at(-1) === "9999_next";
      expect({ hasNote, audited }).toEqual({ hasNote: isDone, audited: isDone ? 1 : 0 });
    }
    const ended = await migrateTest(started.actor, { resume: true });
    expect(ended.state).toBe("done");
    for (const companyId of companies)
      expect(await inDatabase(companyId)).toMatchObject({ hasNote: true, audited: 1 });
    const rows = await registered();
    expect(rows.map(({ schema, state }) => [schema, state])).toEqual(Array(3).fill(["9999_next", "ready"]));
    expect(await engine().master.select().from(migrationRuns)).toMatchObject([{ state: "done", fence: 2 }]);
    await stopEngine();
    rmSync(dataDir, { recursive: true, force: true });
    rmSync(started.dataDir, { recursive: true, force: true });
  },
);
