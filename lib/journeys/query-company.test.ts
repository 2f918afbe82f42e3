import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type MasterDb, openMaster, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { seedPlans } from "@/lib/master/plans/seed";
import { testEngine } from "@/lib/testing/engine";
import { queryCompany } from "./query-company";
import { registerCompany } from "./register-company";
import { registerCompanySchema } from "./register-company.schema";

const actor = { id: null, name: "operator", address: null, requestId: null };
const now = new Date("2026-11-21T09:00:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let companyId: string;

beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
  await write(master, started.actor, (tx) => seedPlans(tx));
  const asked = registerCompanySchema.parse({
    companyName: "City Hospital",
    companyEmail: "admin@example.com",
    phone: "+994 50 123 45 67",
    firstName: "Aysel",
    lastName: "Məmmədova",
    username: "aysel",
    email: "aysel@example.com",
    password: "qatar gedir dağlara",
    planId: "professional",
    cycle: "month",
  });
  ({ companyId } = await registerCompany(asked, { address: null, requestId: null, now, locale: "az" }));
});
afterAll(() => started.dispose());

const ask = (sql: string) => queryCompany(master, companyId, { sql, limit: 10 }, actor);

it("answers a question, with or without a semicolon", async () => {
  expect((await ask("SELECT 1 AS one;")).rows).toEqual([{ one: 1 }]);
  expect((await ask("WITH d AS (SELECT count(*) AS n FROM doctors) SELECT n FROM d")).rows).toEqual([
    { n: 0 },
  ]);
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
