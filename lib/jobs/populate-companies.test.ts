import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, cities, regions } from "@/drizzle/tenant/schema";
import { write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { archiveEntry } from "@/lib/master/catalogue/archive-entry";
import { seedCatalogue } from "@/lib/master/catalogue/seed-catalogue";
import { stableId } from "@/lib/master/catalogue/stable-id";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { type Populated, populateCompanies } from "./populate-companies";

const now = new Date("2026-11-21T09:00:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
beforeEach(async () => {
  started = await testEngine();
  await write(started.engine.master, started.actor, (tx) => seedCatalogue(tx, now));
});
afterEach(() => started.dispose());

async function populated(companyIds: string[]): Promise<Populated[]> {
  const results: Populated[] = [];
  for await (const result of populateCompanies(companyIds, started.actor, now)) results.push(result);
  return results;
}

describe("populateCompanies", () => {
  it("fills what is missing once, and goes on past a company that has no database", async () => {
    const { companyId, db } = await testCompany();
    const all = [newId(), companyId];
    const first = await populated(all);
    expect(first[0]).toMatchObject({ report: null, error: expect.stringContaining("No database") });
    expect(first[1]?.report?.inserted).toBeGreaterThan(50);
    const second = await populated([companyId]);
    expect(second[0]?.report).toMatchObject({ inserted: 0, skipped: 0 });
    expect(await db.$count(regions)).toBeGreaterThan(5);
    expect((await db.select().from(auditEvents)).map((event) => event.action)).toEqual([
      "reference.populated",
    ]);
  });

  it("gives what the master's catalogue has now, and nothing that is archived there or below it", async () => {
    await write(started.engine.master, started.actor, (tx) =>
      archiveEntry(tx, { kind: "region", id: stableId("region", "GAN") }, now),
    );
    const { companyId, db } = await testCompany();
    await populated([companyId]);
    const names = (await db.select().from(cities)).map(({ name }) => name);
    expect(names).toContain("Bakı");
    expect(names).not.toContain("Gəncə");
    expect((await db.select().from(regions)).map(({ code }) => code)).not.toContain("GAN");
  });
});
