import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { counters } from "@/drizzle/tenant/schema";
import { runChild } from "@/lib/testing/child";
import { emptyBeginning, testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { engine } from "../engine";
import type { TenantDb } from "../handles";
import { reconcile } from "../reconcile/reconcile";
import { findTenantRow, toTenantRef } from "../registry";
import { openTenant } from "../tenant";
import { write } from "../write";
import { type GenerationChange, nextGeneration } from "./next-generation";

let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
beforeEach(async () => {
  started = await testEngine();
  company = await testCompany();
});
afterEach(() => started.dispose());

const change = (overrides: Partial<GenerationChange> = {}): GenerationChange => ({
  actor: started.actor,
  state: "migrating",
  reason: "test",
  transform: async () => {},
  ...overrides,
});
const add = (db: TenantDb, name: string) =>
  write(db, started.actor, (tx) => tx.insert(counters).values({ name, value: 1 }));
const namesIn = async (db: TenantDb) =>
  (await db.select({ name: counters.name }).from(counters).orderBy(counters.name)).map((row) => row.name);
const fileOf = (generation: number) =>
  join(started.dataDir, "tenants", `${company.databaseId}.${generation}.db`);

describe("nextGeneration", () => {
  it("publishes a changed copy, encrypted and in WAL mode, with every row", async () => {
    await add(company.db, "before");
    const next = await nextGeneration(
      company.companyId,
      change({
        transform: (copy) => copy.execute("INSERT INTO counters (name, value) VALUES ('changed', 1)"),
      }),
    );
    expect(next).toMatchObject({ generation: 2, epoch: 2 });
    const fresh = await openTenant(company.companyId);
    expect(await namesIn(fresh)).toEqual(["before", "changed"]);
    expect(await fresh.get(sql`SELECT journal_mode FROM pragma_journal_mode`)).toMatchObject({
      journal_mode: "wal",
    });
    const row = await findTenantRow(engine().master, company.companyId);
    expect(row).toMatchObject({ state: "ready", generation: 2, epoch: 2 });
  });

  it("takes a handle of this process along, for reading and for writing", async () => {
    await add(company.db, "before");
    await nextGeneration(company.companyId, change());
    await add(company.db, "after");
    expect(await namesIn(company.db)).toEqual(["after", "before"]);
    expect(await namesIn(await openTenant(company.companyId))).toEqual(["after", "before"]);
  });

  it("loses no write that was asked for while it ran", async () => {
    const writing = Array.from({ length: 50 }, (_, number) => add(company.db, `n${number}`));
    const flipping = nextGeneration(company.companyId, change());
    const more = Array.from({ length: 50 }, (_, number) => add(company.db, `m${number}`));
    await Promise.all([...writing, flipping, ...more]);
    expect(await namesIn(await openTenant(company.companyId))).toHaveLength(100);
  });

  it("tells another process that still has the old file open that it moved", async () => {
    const { keyring, master } = engine();
    const ref = toTenantRef(await findTenantRow(master, company.companyId));
    const order = { path: fileOf(1), key: await keyring.reveal(company.keyId), ref };
    const child = runChild("lib/databases/generations/stale-client.fixture.ts", [JSON.stringify(order)]);
    await childWrote(company.db);
    await nextGeneration(company.companyId, change());
    await add(company.db, "moved");
    const { output } = await child;
    expect(output.trim()).toBe("Moved");
    expect(await namesIn(await openTenant(company.companyId))).toEqual(["child", "moved"]);
  });

  it("leaves everything as it was when the change fails", async () => {
    await add(company.db, "before");
    const failing = nextGeneration(
      company.companyId,
      change({
        transform: async (copy) => {
          await copy.execute("DELETE FROM counters");
          throw new Error("does not fit");
        },
      }),
    );
    await expect(failing).rejects.toThrow("does not fit");
    expect(await namesIn(company.db)).toEqual(["before"]);
    await add(company.db, "after");
    const row = await findTenantRow(engine().master, company.companyId);
    expect(row).toMatchObject({ state: "ready", generation: 1, epoch: 1 });
  });

  it("refuses a copy whose references dangle", async () => {
    const breaking = nextGeneration(
      company.companyId,
      change({
        transform: async (copy) => {
          await copy.execute("PRAGMA foreign_keys = OFF");
          await copy.execute("INSERT INTO doctor_terms (term, doctor_id) VALUES ('x', 'nobody')");
        },
      }),
    );
    await expect(breaking).rejects.toMatchObject({ code: "Damaged", detail: { table: "doctor_terms" } });
  });

  it("is not taken back by the reconciler of its own process", async () => {
    await nextGeneration(
      company.companyId,
      change({
        transform: async () => {
          expect(await reconcile(started.actor, emptyBeginning)).toEqual([
            expect.objectContaining({ what: "file", measure: "named" }),
          ]);
        },
      }),
    );
    expect(await findTenantRow(engine().master, company.companyId)).toMatchObject({ generation: 2 });
  });

  it("is refused while another change is going on", async () => {
    let second: Promise<unknown> | undefined;
    await nextGeneration(
      company.companyId,
      change({
        transform: async () => {
          second = nextGeneration(company.companyId, change()).catch((error) => error.code);
        },
      }),
    );
    expect(await second).toBe("DatabaseUnavailable");
  });
});

/** Until the other process has written its row, and therefore has the file open. */
async function childWrote(db: TenantDb): Promise<void> {
  for (let tries = 0; (await db.$count(counters)) === 0; tries++) {
    if (tries > 1_000) throw new Error("The other process never wrote.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
