import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { regions } from "@/drizzle/tenant/schema";
import { type MasterTx, type TenantDb, write } from "@/lib/databases";
import { archiveEntry, restoreEntry } from "@/lib/master/catalogue/archive-entry";
import { editEntry } from "@/lib/master/catalogue/edit-entry";
import { requireEntry } from "@/lib/master/catalogue/entries";
import { catalogueEdit } from "@/lib/master/catalogue/schema";
import { seedCatalogue } from "@/lib/master/catalogue/seed-catalogue";
import { stableId } from "@/lib/master/catalogue/stable-id";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { templateContent } from "./template-content";

const now = new Date("2026-11-21T09:00:00Z");
const baku = stableId("region", "BAK");
let started: Awaited<ReturnType<typeof testEngine>>;
const change = <T>(work: (tx: MasterTx) => Promise<T>) => write(started.engine.master, started.actor, work);

beforeEach(async () => {
  started = await testEngine({ content: templateContent });
  await change((tx) => seedCatalogue(tx, now));
});
afterEach(() => started.dispose());

const english = async (db: TenantDb) =>
  (await db.select().from(regions)).find(({ catalogueId }) => catalogueId === baku)?.nameEn;
const templates = () => readdirSync(join(started.dataDir, "templates"));

async function rename(nameEn: string): Promise<void> {
  const row = await requireEntry(started.engine.master, "region", baku);
  await change((tx) => editEntry(tx, catalogueEdit.parse({ ...row, nameEn }), now));
}

describe("what a new company begins with", () => {
  it("is the master's catalogue as it is then; a company that was there keeps its own", async () => {
    const old = await testCompany();
    const [before] = templates();
    await rename("Baku City");
    const young = await testCompany();
    expect(await english(young.db)).toBe("Baku City");
    expect(await english(old.db)).toBe("Baku");
    expect(templates()).toHaveLength(1);
    expect(templates()).not.toContain(before);
  });

  it("has no archived rows, and has them again once they are restored", async () => {
    await change((tx) => archiveEntry(tx, { kind: "region", id: baku }, now));
    expect(await english((await testCompany()).db)).toBeUndefined();
    await change((tx) => restoreEntry(tx, { kind: "region", id: baku }, now));
    expect(await english((await testCompany()).db)).toBe("Baku");
  });

  it("needs no new template while the catalogue stays as it is", async () => {
    await testCompany();
    const before = templates();
    await testCompany();
    expect(templates()).toEqual(before);
    expect((await templateContent()).hash).toBe((await templateContent()).hash);
  });
});
