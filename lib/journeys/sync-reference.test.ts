import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { auditEvents as platformEvents } from "@/drizzle/master/schema";
import { auditEvents, referenceBases, referenceSync, regions } from "@/drizzle/tenant/schema";
import { type MasterTx, type TenantDb, write } from "@/lib/databases";
import { templateContent } from "@/lib/jobs/template-content";
import { archiveEntry } from "@/lib/master/catalogue/archive-entry";
import { editEntry } from "@/lib/master/catalogue/edit-entry";
import { requireEntry } from "@/lib/master/catalogue/entries";
import { catalogueEdit } from "@/lib/master/catalogue/schema";
import { seedCatalogue } from "@/lib/master/catalogue/seed-catalogue";
import { stableId } from "@/lib/master/catalogue/stable-id";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { previewCompanies, syncCompanies } from "./sync-reference";

const now = new Date("2026-11-21T09:00:00Z");
const baku = stableId("region", "BAK");
let started: Awaited<ReturnType<typeof testEngine>>;
const change = <T>(work: (tx: MasterTx) => Promise<T>) => write(started.engine.master, started.actor, work);

beforeEach(async () => {
  started = await testEngine({ content: templateContent });
});
afterEach(() => started.dispose());

async function rename(nameEn: string): Promise<void> {
  const row = await requireEntry(started.engine.master, "region", baku);
  await change((tx) => editEntry(tx, catalogueEdit.parse({ ...row, nameEn }), now));
}
const english = async (db: TenantDb) =>
  (await db.select().from(regions).where(eq(regions.catalogueId, baku)))[0]?.nameEn;

describe("companies and the catalogue", () => {
  it("a new company is synchronized from the start; after an edit it is behind, and then no more", async () => {
    await change((tx) => seedCatalogue(tx, now));
    const [first, second] = [await testCompany("first"), await testCompany("second")];
    expect(await first.db.$count(referenceBases)).toBeGreaterThan(250);
    const [fresh] = await previewCompanies([first.companyId], now);
    expect(fresh).toMatchObject({
      plan: { changes: [], conflicts: [], bases: [], edition: [1, 1] },
      error: null,
    });

    await rename("Baku City");
    await write(second.db, started.actor, (tx) =>
      tx.update(regions).set({ nameEn: "Bakou", version: 2 }).where(eq(regions.catalogueId, baku)),
    );
    const preview = await previewCompanies("all", now);
    expect(preview.map(({ slug, plan }) => [slug, plan?.counts.followed, plan?.counts.conflicts])).toEqual([
      ["first", 1, 0],
      ["second", 0, 1],
    ]);
    expect(await english(first.db)).toBe("Baku");

    const seen: string[] = [];
    const onEach = ({ slug }: { slug: string }, done: number, total: number) =>
      void seen.push(`${slug} ${done}/${total}`);
    await syncCompanies("all", started.actor, now, { onEach });
    expect(seen).toEqual(["first 1/2", "second 2/2"]);
    expect([await english(first.db), await english(second.db)]).toEqual(["Baku City", "Bakou"]);
    expect(await first.db.select().from(referenceSync)).toMatchObject([{ edition: 2 }]);
    expect((await syncCompanies("all", started.actor, now)).map(({ plan }) => plan?.changes)).toEqual([
      [],
      [],
    ]);
  });

  it("is synchronized with the edition in force when its turn comes, never taken back to an earlier one", async () => {
    await change((tx) => seedCatalogue(tx, now));
    const [first, second] = [await testCompany("first"), await testCompany("second")];
    await rename("Baku Two");
    let release = () => {};
    const held = write(first.db, started.actor, () => new Promise<void>((resolve) => (release = resolve)));
    const whole = syncCompanies("all", started.actor, now);
    await vi.waitFor(() => expect(started.engine.cache.writesWaiting).toBe(1), { interval: 5 });
    await rename("Baku Three");
    await syncCompanies([second.companyId], started.actor, now);
    release();
    await Promise.all([held, whole]);
    expect(await english(second.db)).toBe("Baku Three");
    expect(await second.db.select().from(referenceSync)).toMatchObject([{ edition: 3 }]);
  });

  it("is told in the company's audit by name and in the platform's by number", async () => {
    await change((tx) => seedCatalogue(tx, now));
    const { companyId, db } = await testCompany("first");
    await rename("Baku City");
    await syncCompanies([companyId], started.actor, now);
    const [event] = await db.select().from(auditEvents).where(eq(auditEvents.action, "reference.synced"));
    expect(JSON.parse(event?.changes ?? "")).toEqual({
      edition: [1, 2],
      entries: [null, 1],
      followed: [null, ["Bakı (Baku → Baku City)"]],
    });
    const told = await started.engine.master
      .select()
      .from(platformEvents)
      .where(eq(platformEvents.action, "reference.synced"))
      .orderBy(asc(platformEvents.seq));
    expect(told.map((each) => [each.companyId, JSON.parse(each.changes)])).toEqual([
      [companyId, { edition: [1, 2], followed: [null, 1] }],
    ]);
  });

  it("takes away what is archived in the catalogue, with what lies below it", async () => {
    await change((tx) => seedCatalogue(tx, now));
    const { companyId, db } = await testCompany("first");
    await change((tx) => archiveEntry(tx, { kind: "region", id: baku }, now));
    const [synced] = await syncCompanies([companyId], started.actor, now);
    expect(synced?.plan?.counts).toMatchObject({ removed: 3, added: 0 });
    expect(await english(db)).toBeUndefined();
  });

  it("one that cannot be written does not stop the others, and a stop between two keeps what was done", async () => {
    await change((tx) => seedCatalogue(tx, now));
    const [ill, well] = [await testCompany("ill"), await testCompany("well")];
    await write(ill.db, started.actor, (tx) => tx.run("DROP TABLE reference_sync"));
    await rename("Baku City");
    const results = await syncCompanies("all", started.actor, now);
    expect(results).toMatchObject([
      { slug: "ill", plan: null, error: expect.stringContaining("reference_sync") },
      { slug: "well", error: null },
    ]);
    expect(await english(well.db)).toBe("Baku City");
    expect(await english(ill.db)).toBe("Baku");
    const stopped = await syncCompanies("all", started.actor, now, { signal: AbortSignal.abort() });
    expect(stopped).toEqual([]);
  });

  it("are left alone while the master has no catalogue", async () => {
    await expect(syncCompanies("all", started.actor, now)).rejects.toMatchObject({
      code: "catalogueMissing",
    });
  });
});
