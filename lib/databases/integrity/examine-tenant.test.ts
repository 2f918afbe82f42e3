import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { ask, damage, ids, knowledge, redefine, rows } from "./damage.fixture";
import { examineTenant } from "./examine-tenant";

let started: Awaited<ReturnType<typeof testEngine>>;
let companyId: string;
beforeEach(async () => {
  started = await testEngine();
  ({ companyId } = await testCompany());
  await damage(companyId, ...rows);
});
afterEach(() => started.dispose());

const found = async () => examineTenant(companyId, knowledge);
const codes = async () => (await found()).map(({ code }) => code);

describe("examining a company's database", () => {
  it("finds nothing where all is well, and leaves nothing behind", async () => {
    const before = await ask(companyId, "SELECT * FROM counters");
    expect(await found()).toEqual([]);
    expect(await ask(companyId, "SELECT * FROM counters")).toEqual(before);
    expect(await ask(companyId, "SELECT count(*) AS n FROM doctors")).toEqual([{ n: 1 }]);
  });

  it("names a dropped trigger", async () => {
    await damage(companyId, "DROP TRIGGER doctors_touch");
    expect(await found()).toMatchObject([
      { code: "schema.different", detail: { kind: "trigger-missing", name: "doctors_touch" } },
    ]);
  });

  it("names rows that point to what is not there, although no foreign key says so", async () => {
    await redefine(companyId, "cities", (sql) => sql.replace(/,\s*FOREIGN KEY[^,]+no action/, ""));
    await damage(
      companyId,
      "UPDATE cities SET region_id = 'nowhere'",
      "UPDATE doctors SET region_id = 'nowhere'",
    );
    const orphaned = (await found()).filter(({ code }) => code === "rows.orphaned");
    expect(orphaned.map(({ detail }) => [detail.table, detail.parent, detail.rows])).toEqual([
      ["cities", "regions", 1],
      ["doctors", "regions", 1],
    ]);
    expect(orphaned[0]?.detail.examples).toEqual([`${ids.city} nowhere`]);
  });

  it("names timestamps that are null", async () => {
    await redefine(companyId, "members", (sql) => sql.replace(/(`updated_at`[^\n]*) NOT NULL/, "$1"));
    await damage(companyId, "DROP TRIGGER members_touch", "UPDATE members SET updated_at = NULL");
    expect(await codes()).toEqual(["schema.different", "schema.different", "rows.null-timestamp"]);
  });
});
