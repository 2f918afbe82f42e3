import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMaster, stopEngine } from "@/lib/databases";
import { damage } from "@/lib/databases/integrity/damage.fixture";
import { startUp } from "@/lib/jobs/start-up";
import { findCompany } from "@/lib/master/companies/find-company";
import { perform } from "../perform";
import { demo } from "./demo";
import { tenantsDoctor } from "./tenants-doctor";
import type { DoctorReport } from "./tenants-doctor-report";

const dataDir = mkdtempSync(join(tmpdir(), "medadmin-doctor-"));
const watch = { onStep: () => {}, signal: new AbortController().signal };

async function doctor(input: object = {}) {
  const { data, failed = false } = await perform(tenantsDoctor, input, "tester", watch);
  return {
    report: data as DoctorReport,
    failed,
    shown: tenantsDoctor.show(data),
    confirm: tenantsDoctor.confirm(data),
  };
}

/** While nobody else has the data folder. */
async function spoil(slug: string, ...statements: string[]): Promise<void> {
  await startUp();
  const { id } = await findCompany(await openMaster(), slug);
  await damage(id, ...statements);
  await stopEngine();
}

beforeAll(async () => {
  process.env.DATA_DIR = dataDir;
  await perform(demo, {}, "tester", watch);
}, 120_000);
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe("tenants doctor", () => {
  it("is content with the demo's companies", async () => {
    const { failed, shown, confirm, report } = await doctor();
    expect(report.companies.flatMap(({ findings }) => findings)).toEqual([]);
    expect({ failed, confirm }).toEqual({ failed: false, confirm: null });
    expect(shown).toBe("2 of 2 companies are healthy.");
  });

  it("shows what it found and what a repair would do, asks, and repairs", async () => {
    await spoil(
      "city-hospital",
      "DROP INDEX doctors_code",
      "DELETE FROM specializations WHERE code = 'THER'",
    );
    const found = await doctor();
    expect(found.failed).toBe(true);
    expect(found.confirm).toBeNull();
    expect(found.shown).toContain("rows.orphaned");
    expect(found.shown).toContain("1 of 2 companies are healthy.");
    expect((await doctor({ company: "COUNTY_CLINIC" })).failed).toBe(false);

    const planned = await doctor({ repair: true });
    expect(planned.failed).toBe(true);
    expect(planned.shown).toContain("A repair of city-hospital would, on a copy that then takes its place:");
    expect(planned.shown).toContain("Nothing was changed");
    expect(planned.confirm).toEqual({ question: "Repair now?", input: { yes: true } });
    expect((await doctor()).failed).toBe(true);

    const repaired = await doctor({ repair: true, ...planned.confirm?.input });
    expect(repaired.failed).toBe(false);
    expect(repaired.report.repaired).toMatchObject([{ slug: "city-hospital", generation: 2, error: null }]);
    expect(repaired.report.repaired[0]?.quarantined).toBeGreaterThan(0);
    expect(repaired.confirm).toBeNull();
    expect((await doctor()).shown).toContain("2 of 2 companies are healthy.");
    expect((await doctor({ repair: true, yes: true })).report.repaired).toEqual([]);
  });

  it("puts rows back once they fit, and says of those that do not why", async () => {
    const { failed, shown } = await doctor({ undo: true, company: "city-hospital" });
    expect(failed).toBe(true);
    expect(shown).toContain("FOREIGN KEY constraint failed");
    expect((await doctor({ undo: true, company: "county-clinic" })).failed).toBe(false);
  });

  it("goes on when one company cannot be repaired", async () => {
    await spoil("county-clinic", "UPDATE identity SET company_id = 'another'");
    await spoil("city-hospital", "DROP INDEX doctors_by_name");
    const { failed, report } = await doctor({ repair: true, yes: true });
    expect(failed).toBe(true);
    expect(report.repaired).toMatchObject([
      { slug: "city-hospital", generation: 3, error: null },
      { slug: "county-clinic", generation: null },
    ]);
    expect(report.companies.find(({ slug }) => slug === "county-clinic")?.findings).toMatchObject([
      { code: "identity.company" },
    ]);
  });

  it("refuses a company that is not there", async () => {
    await expect(doctor({ company: "nobody" })).rejects.toMatchObject({ code: "notFound" });
  });
});
