import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type MasterDb, openMaster, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { seedPlans } from "@/lib/master/plans/seed";
import { testEngine } from "@/lib/testing/engine";
import { registerHospital } from "@/lib/testing/registration";
import { queryCompany } from "./query-company";

const actor = { id: null, name: "operator", address: null, requestId: null };
const now = new Date("2026-11-21T09:00:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let companyId: string;

beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
  await write(master, started.actor, (tx) => seedPlans(tx));
  ({ companyId } = await registerHospital("aysel", now));
});
afterAll(() => started.dispose());

const ask = (sql: string, { rows = 10, timeoutMs = 30_000, signal = new AbortController().signal } = {}) =>
  queryCompany(master, companyId, sql, { rows, timeoutMs, signal }, actor);
const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

it("answers a question, with or without a semicolon", async () => {
  expect((await ask("SELECT 1 AS one;")).rows).toEqual([{ one: 1 }]);
  expect((await ask("WITH d AS (SELECT count(*) AS n FROM doctors) SELECT n FROM d")).rows).toEqual([
    { n: 0 },
  ]);
});

it("shows blobs, and no more rows than it may", async () => {
  const { rows, more } = await ask("VALUES (x'c0ffee'), (NULL), ('three')", { rows: 2 });
  expect([rows.map((row) => Object.values(row)[0]), more]).toEqual([["x'c0ffee'", null], true]);
});

it("ends what takes too long, and holds up nobody meanwhile", async () => {
  let turns = 0;
  const turning = setInterval(() => turns++, 20);
  await expect(ask(endless, { timeoutMs: 1_000 })).rejects.toMatchObject({
    code: "TookTooLong",
    message: expect.stringContaining("1 s"),
  });
  clearInterval(turning);
  expect(turns).toBeGreaterThan(20);
  await nobodyRuns();
});

it("ends when nobody waits for the answer any more", async () => {
  const gone = new AbortController();
  const asked = ask(endless, { signal: gone.signal });
  setTimeout(() => gone.abort(), 500);
  await expect(asked).rejects.toMatchObject({ code: "NotRunning" });
  await nobodyRuns();
});

it("ends even when whoever asked was killed", async () => {
  const child = spawn(process.execPath, ["lib/databases/queries/query-child.mjs"]);
  const request = { url: ":memory:", key: null, statement: endless, endsAfterMs: 500, memoryBytes: 1e8 };
  child.stdin.end(JSON.stringify(request));
  expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
});

it("says what is wrong with the statement, and keeps an answer that is too large out of this process", async () => {
  await expect(ask("SELECT 1 FROM nowhere")).rejects.toMatchObject({
    code: "NotSupported",
    message: expect.stringContaining("nowhere"),
  });
  const large =
    "SELECT zeroblob(1e6) FROM (WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 90) SELECT i FROM n)";
  await expect(ask(large, { rows: 100 })).rejects.toMatchObject({
    message: expect.stringContaining("64 MB"),
  });
  await expect(ask("SELECT zeroblob(9e8)")).rejects.toMatchObject({
    message: expect.stringContaining("memory"),
  });
});

it.each([
  "DELETE FROM doctors",
  "WITH x AS (SELECT 1) DELETE FROM doctors",
  "ATTACH 'other.db' AS other",
  "PRAGMA journal_mode = DELETE",
])("only reads: %s", async (sql) => {
  await expect(ask(sql)).rejects.toMatchObject({ code: "NotSupported" });
});

it("cannot write a file", async () => {
  const path = join(tmpdir(), `${newId()}.txt`);
  for (const name of ["writefile", '"WriteFile"', "[writefile]"]) {
    await expect(ask(`SELECT ${name}('${path}', 'x')`)).rejects.toMatchObject({ code: "NotSupported" });
  }
  expect(existsSync(path)).toBe(false);
});

it.each([
  "SELECT readfile('/etc/hostname')",
  "SELECT name FROM fsdir('/etc')",
  "SELECT sqlite3mc_config('cipher')",
  "EXPLAIN SELECT readfile('/etc/hostname')",
])("reaches nothing outside the database: %s", async (sql) => {
  await expect(ask(sql)).rejects.toMatchObject({ code: "NotSupported" });
});

/** No process that we started is left. */
const nobodyRuns = () =>
  vi.waitFor(() => expect(process.getActiveResourcesInfo()).not.toContain("ProcessWrap"), 5_000);
