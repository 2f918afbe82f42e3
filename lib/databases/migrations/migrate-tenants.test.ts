import { renameSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { engine } from "../engine";
import { openTenant } from "../tenant";
import { write } from "../write";
import { type Migration, migrationsOf, newestMigration } from "./files";
import { migrateTenants } from "./migrate-tenants";

let started: Awaited<ReturnType<typeof testEngine>>;
const newest = newestMigration("tenant");
const begin = async (serves = "9999_next") => {
  started = await testEngine({ schemaRange: { oldest: newest, newest: serves } });
};
beforeEach(() => begin());
afterEach(() => started.dispose());

const next: Migration = {
  name: "9999_next",
  sha256: "2".repeat(64),
  statements: ["ALTER TABLE counters ADD COLUMN note TEXT"],
};
const migrations = [...migrationsOf("tenant"), next];
const run = (options = {}) => migrateTenants({ actor: started.actor, migrations, ...options });

describe("migrateTenants", () => {
  it("brings every company up, says so in the registry, and does nothing the second time", async () => {
    await Promise.all([testCompany("bb"), testCompany("aa")]);
    const progress: string[] = [];
    const results = await run({
      onProgress: (_result: unknown, done: number, total: number) => progress.push(`${done}/${total}`),
    });
    expect(results).toMatchObject([
      { slug: "aa", from: newest, to: "9999_next", error: null },
      { slug: "bb", from: newest, to: "9999_next", error: null },
    ]);
    expect(progress).toEqual(["1/2", "2/2"]);
    const rows = await engine().master.select().from(tenantDatabases);
    expect(rows.map((row) => row.schemaVersion)).toEqual(["9999_next", "9999_next"]);
    expect((await run()).map(({ from, to }) => [from, to])).toEqual([
      ["9999_next", "9999_next"],
      ["9999_next", "9999_next"],
    ]);
  });

  it("migrates one company where one is named", async () => {
    const [one] = [await testCompany("one"), await testCompany("two")];
    expect(await run({ companyIds: [one.companyId] })).toMatchObject([{ slug: "one" }]);
  });

  it("goes on with the others when one fails, and says which and why", async () => {
    const [bad, , missing] = [
      await testCompany("bad"),
      await testCompany("good"),
      await testCompany("missing"),
    ];
    await write(bad.db, started.actor, (tx) => tx.run(sql`ALTER TABLE counters ADD COLUMN note TEXT`));
    await engine().cache.close();
    const file = join(started.dataDir, "tenants", `${missing.databaseId}.1.db`);
    renameSync(file, `${file}.away`);
    expect(await run()).toMatchObject([
      { slug: "bad", to: newest, error: { code: "MigrationFailed" } },
      { slug: "good", to: "9999_next", error: null },
      { slug: "missing", to: newest, error: { code: "DatabaseMissing" } },
    ]);
  });

  it("lets writers go on meanwhile, and loses none of their rows", async () => {
    const { companyId, db } = await testCompany();
    const writing = Array.from({ length: 50 }, (_, number) =>
      write(db, started.actor, (tx) => tx.insert(counters).values({ name: `n${number}`, value: 1 })),
    );
    await Promise.all([run(), ...writing]);
    expect(await (await openTenant(companyId)).$count(counters)).toBe(50);
  });
});

describe("the range of schemas", () => {
  it("does not serve a database that is older than the code can read, until it is migrated", async () => {
    const { companyId } = await testCompany();
    await engine().cache.close();
    Object.assign(engine(), { schemaRange: { oldest: "9999_next", newest: "9999_next" } });
    const reading = async () => (await openTenant(companyId)).$count(counters);
    await expect(reading()).rejects.toMatchObject({ cause: { code: "SchemaOutOfRange" } });
    await run();
    expect(await reading()).toBe(0);
  });

  it("does not serve one that a newer version has migrated", async () => {
    const { companyId } = await testCompany();
    await run();
    await engine().cache.close();
    Object.assign(engine(), { schemaRange: { oldest: newest, newest } });
    const reading = async () => (await openTenant(companyId)).$count(counters);
    await expect(reading()).rejects.toMatchObject({ cause: { code: "SchemaOutOfRange" } });
  });
});
