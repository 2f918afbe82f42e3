import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, regions } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { addRegion, regionIds } from "@/lib/testing/regions";
import { verifyChain } from "../audit-chain";
import { openTenant } from "../tenant";
import { write } from "../write";
import { backupTenant } from "./backup-tenant";
import { differenceSince } from "./difference";
import { findTenantBackup } from "./find-tenant-backup";
import { restoreRecords } from "./restore-records";

const now = new Date("2026-11-21T09:15:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
beforeEach(async () => {
  started = await testEngine();
  company = await testCompany("first");
});
afterEach(() => started.dispose());

const backUp = () => backupTenant(company.companyId, { actor: started.actor, reason: "asked", now });
const found = (wanted = "latest") => findTenantBackup(company.companyId, wanted);

describe("what changed since a backup", () => {
  it("is told record by record, and single ones can be brought back", async () => {
    for (const id of ["baku", "ganja", "quba"]) await addRegion(company.db, id);
    await backUp();
    await addRegion(company.db, "sheki");
    await write(company.db, started.actor, async (tx) => {
      await tx.delete(regions).where(eq(regions.id, "baku"));
      await tx.update(regions).set({ name: "Another", version: 2 }).where(eq(regions.id, "ganja"));
    });
    const [difference, ...others] = await differenceSince(await found());
    expect(others).toEqual([]);
    expect(difference).toMatchObject({ table: "regions", added: 1, changed: 1, removed: 1 });
    expect(difference?.records).toEqual([
      { record: "regions:baku", change: "removed", label: "BAKU baku", reference: "BAKU baku", fields: [] },
      {
        record: "regions:ganja",
        change: "changed",
        label: "GANJA Another",
        reference: "GANJA Another",
        fields: ["name", "version", "updated_at"],
      },
      {
        record: "regions:sheki",
        change: "added",
        label: "SHEKI sheki",
        reference: "SHEKI sheki",
        fields: [],
      },
    ]);
    const wanted = ["regions:baku", "regions:ganja", "regions:quba"];
    expect(await restoreRecords(await found(), wanted, started.actor)).toEqual([
      { record: "regions:baku", change: "inserted" },
      { record: "regions:ganja", change: "updated" },
      { record: "regions:quba", change: "same" },
    ]);
    expect(await regionIds(company.companyId)).toEqual(["baku", "ganja", "quba", "sheki"]);
    const db = await openTenant(company.companyId);
    const [ganja] = await db.select().from(regions).where(eq(regions.id, "ganja"));
    expect(ganja).toMatchObject({ name: "ganja", version: 3 });
    const events = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, "company.record-restored"));
    expect(events).toHaveLength(2);
    expect((await verifyChain(db, null)).brokenAt).toBeNull();
  });

  it("names as many records of each kind of change as were asked for", async () => {
    for (const id of ["a", "b", "c"]) await addRegion(company.db, id);
    await backUp();
    for (const id of ["d", "e", "f"]) await addRegion(company.db, id);
    await write(company.db, started.actor, (tx) => tx.run("DELETE FROM regions WHERE id IN ('a', 'b', 'c')"));
    const [difference] = await differenceSince(await found(), { most: 2, mostOfEach: true });
    expect(difference).toMatchObject({ added: 3, removed: 3 });
    expect(difference?.records.map(({ record }) => record)).toEqual([
      "regions:a",
      "regions:b",
      "regions:d",
      "regions:e",
    ]);
  });

  it("is brought back once for one wish: what was changed since then stays", async () => {
    await addRegion(company.db, "baku");
    await backUp();
    const rename = (name: string) =>
      write(company.db, started.actor, (tx) =>
        tx.update(regions).set({ name }).where(eq(regions.id, "baku")),
      );
    await rename("Wrong");
    const once = { onceKey: "job-1" };
    const first = await restoreRecords(await found(), ["regions:baku"], started.actor, once);
    expect(first).toEqual([{ record: "regions:baku", change: "updated" }]);
    await rename("Corrected");
    expect(await restoreRecords(await found(), ["regions:baku"], started.actor, once)).toEqual(first);
    const [baku] = await company.db.select().from(regions).where(eq(regions.id, "baku"));
    expect(baku?.name).toBe("Corrected");
  });

  it("is not brought back where it does not fit, and nothing of it is then", async () => {
    const texts = { name: "City", nameFolded: "city", searchFolded: "city", nameSort: "city" };
    await addRegion(company.db, "baku");
    await addRegion(company.db, "ganja");
    await write(company.db, started.actor, (tx) =>
      tx.run(
        `INSERT INTO cities (id, name, name_folded, search_folded, name_sort, origin, region_id)
         VALUES ('c1', '${texts.name}', 'city', 'city', 'city', 'company', 'baku')`,
      ),
    );
    await backUp();
    await write(company.db, started.actor, async (tx) => {
      await tx.run("DELETE FROM cities");
      await tx.run("DELETE FROM regions");
    });
    const backup = await found();
    const alone = restoreRecords(backup, ["regions:ganja", "cities:c1"], started.actor);
    await expect(alone).rejects.toMatchObject({
      code: "DoesNotFit",
      message: expect.stringContaining("regions"),
    });
    expect(await regionIds(company.companyId)).toEqual([]);
    const together = await restoreRecords(backup, ["cities:c1", "regions:baku"], started.actor);
    expect(together.map(({ change }) => change)).toEqual(["inserted", "inserted"]);
    for (const wanted of ["identity:1", "audit_events:1", "regions:nowhere", "nothing"])
      await expect(restoreRecords(backup, [wanted], started.actor), wanted).rejects.toMatchObject({
        code: "BadBackup",
      });
    await addRegion(company.db, "other", "x");
    await write(company.db, started.actor, (tx) =>
      tx.update(regions).set({ code: "GANJA" }).where(eq(regions.id, "other")),
    );
    await expect(restoreRecords(backup, ["regions:ganja"], started.actor)).rejects.toMatchObject({
      code: "DoesNotFit",
    });
  });
});
