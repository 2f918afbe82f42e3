import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { engine } from "../engine";
import { nextGeneration } from "../generations/next-generation";
import { findTenantRow, toTenantRef } from "../registry";
import { openTenant } from "../tenant";
import { write } from "../write";
import { migrationsOf } from "./files";
import {
  fillUp,
  fleetEngine,
  inDatabase,
  migrateTest,
  newest,
  next,
  registered,
  withNext,
} from "./fleet.fixture";
import { methodFor, migrateDatabase } from "./migrate-database";

let started: Awaited<ReturnType<typeof fleetEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
beforeEach(async () => {
  started = await fleetEngine();
  company = await testCompany();
});
afterEach(() => started.dispose());

const refNow = async () => toTenantRef(await findTenantRow(engine().master, company.companyId));
const migrate = async (copies: boolean, migrations = withNext) =>
  migrateDatabase(await refNow(), migrations, started.actor, copies);
const add = (name: string) =>
  write(company.db, started.actor, (tx) => tx.insert(counters).values({ name, value: 1 }));
const broken = {
  ...next,
  statements: ["CREATE TABLE half (x)", "INSERT INTO nowhere VALUES (1)"],
};

describe.each([
  ["where it is", false],
  ["on a copy", true],
])("a database that is migrated %s", (_how, copies) => {
  it("has the new schema, every row and its proof, and nothing is done the second time", async () => {
    await add("before");
    const migrated = await migrate(copies);
    expect(migrated).toMatchObject({ from: newest, to: "9999_next", generation: copies ? 2 : 1 });
    expect(migrated.pausedMs).toBeGreaterThan(0);
    await add("after");
    expect(await inDatabase(company.companyId)).toMatchObject({ hasNote: true, audited: 1 });
    expect(await (await openTenant(company.companyId)).$count(counters)).toBe(2);
    expect(await migrate(copies)).toMatchObject({ from: "9999_next", to: "9999_next", pausedMs: null });
  });

  it("loses no row that is written meanwhile, and keeps being read", async () => {
    const writing = Array.from({ length: 50 }, (_, number) => add(`n${number}`));
    const migrating = migrate(copies);
    const reading = Array.from({ length: 20 }, () => company.db.$count(counters));
    const more = Array.from({ length: 50 }, (_, number) => add(`m${number}`));
    await Promise.all([...writing, ...reading, ...more]);
    // A database that is written without a pause is still migrated.
    expect(await migrating).toMatchObject({ to: "9999_next" });
    expect(await (await openTenant(company.companyId)).$count(counters)).toBe(100);
  });

  it("stays as it was when a migration fails, those before it too", async () => {
    const early = { ...next, name: "9998_early", statements: ["CREATE TABLE early (x)"] };
    const migrating = migrate(copies, [...migrationsOf("tenant"), early, broken]);
    await expect(migrating).rejects.toMatchObject({ code: "MigrationFailed" });
    expect((await inDatabase(company.companyId)).ledger.at(-1)).toBe(newest);
    expect(await registered()).toMatchObject([{ state: "ready", generation: 1, schema: newest }]);
    await add("after");
  });

  it("rebuilds a table that others refer to without losing them", async () => {
    const rebuild = {
      ...next,
      statements: [
        "CREATE TABLE counters_2 (name TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL)",
        "INSERT INTO counters_2 SELECT name, value FROM counters",
        "DROP TABLE counters",
        "ALTER TABLE counters_2 RENAME TO counters",
      ],
    };
    await add("kept");
    await migrate(copies, [...migrationsOf("tenant"), rebuild]);
    expect(await (await openTenant(company.companyId)).$count(counters)).toBe(1);
  });

  it("is not another company's", async () => {
    await inDatabase(company.companyId, "UPDATE identity SET company_id = 'another'");
    await expect(migrate(copies)).rejects.toMatchObject({ code: "WrongIdentity" });
    expect((await inDatabase(company.companyId)).hasNote).toBe(false);
  });

  it("is migrated although the code serves no schema as old as its own", async () => {
    await engine().cache.close();
    Object.assign(engine(), { schemaRange: { oldest: "9999_next", newest: "9999_next" } });
    const reading = async () => (await openTenant(company.companyId)).$count(counters);
    await expect(reading()).rejects.toMatchObject({ cause: { code: "SchemaOutOfRange" } });
    await migrate(copies);
    expect(await reading()).toBe(0);
  });
});

describe("two who migrate the same database", () => {
  it("do it once", async () => {
    const both = await Promise.all([migrate(false), migrate(false)]);
    expect(both.map(({ pausedMs }) => pausedMs !== null).sort()).toEqual([false, true]);
    expect(await inDatabase(company.companyId)).toMatchObject({ hasNote: true, audited: 1 });
  });

  it("find out when somebody else is at it, has made another generation of it, or keeps writers out", async () => {
    const stale = await refNow();
    const change = { actor: started.actor, state: "restoring", reason: "test" } as const;
    const meanwhile: string[] = [];
    await nextGeneration(company.companyId, {
      ...change,
      transform: async () => {
        const late = await migrateDatabase(stale, withNext, started.actor, false).catch((error) => error);
        meanwhile.push(late.code);
      },
    });
    expect(meanwhile).toEqual(["DatabaseUnavailable"]);
    const late = migrateDatabase(stale, withNext, started.actor, false);
    await expect(late).rejects.toMatchObject({ code: "Moved" });
    await inDatabase(company.companyId, "UPDATE identity SET fenced_at = 1");
    const fenced = migrateDatabase(await refNow(), withNext, started.actor, false);
    await expect(fenced).rejects.toMatchObject({ code: "Fenced" });
    expect((await inDatabase(company.companyId)).hasNote).toBe(false);
  });
});

describe("a large database", () => {
  it("is migrated on a copy by another process, and read while it is", async () => {
    await write(company.db, started.actor, (tx) => tx.run(fillUp));
    await engine().cache.close();
    expect(await methodFor(await refNow(), false)).toBe("copy");
    let read = 0;
    const migrating = migrateTest(started.actor).finally(() => {
      read = -1;
    });
    const states = new Set<string>();
    while (read >= 0) {
      read = Math.max(read, await (await openTenant(company.companyId)).$count(counters));
      states.add((await findTenantRow(engine().master, company.companyId)).state);
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (states.size > 1 && states.has("migrating")) break;
    }
    expect(read).toBe(100);
    expect(await migrating).toMatchObject({ results: [{ state: "done", toGeneration: 2 }] });
    expect([...states]).toContain("migrating");
    expect(await company.db.get(sql`SELECT count(note) AS n FROM counters`)).toMatchObject({ n: 0 });
  });

  it("is known by its file, whatever the registry noted when it was small", async () => {
    await write(company.db, started.actor, (tx) => tx.run(fillUp));
    await write(engine().master, started.actor, (tx) => tx.update(tenantDatabases).set({ sizeBytes: 1_000 }));
    expect(await migrateTest(started.actor)).toMatchObject({ results: [{ state: "done", toGeneration: 2 }] });
  });

  it("stays as it was when the other process finds that it would not be sound", async () => {
    await write(company.db, started.actor, (tx) => tx.run(fillUp));
    await inDatabase(company.companyId, "DROP INDEX doctors_code");
    const { results } = await migrateTest(started.actor);
    expect(results).toMatchObject([{ state: "failed", error: { code: "Damaged" } }]);
    expect(await registered()).toMatchObject([{ state: "ready", generation: 1, schema: newest }]);
    await add("after");
  });
});
