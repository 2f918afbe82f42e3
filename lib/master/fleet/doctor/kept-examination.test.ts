import { expect, it } from "vitest";
import { type IntegrityFinding, planRepair } from "@/lib/databases";
import { keepCompany, keepExamination } from "./kept-examination";

const lost = (column: number): IntegrityFinding => ({
  code: "rows.orphaned",
  severity: "error",
  remedy: "generation",
  detail: { table: "cities", parent: "regions", columns: [`c${column}`], parentColumns: ["id"], rows: 1 },
  message: "1 row of cities points to regions that are not there.",
});
const findings = Array.from({ length: 60 }, (_, column) => lost(column));
const companies = Array.from({ length: 20 }, (_, n) => ({
  id: `company-${n}`,
  slug: `company-${n}`,
  findings,
  plan: planRepair(findings),
}));

it("offers no repair whose steps were left out for want of room; a look at the company alone does", () => {
  const { companies: kept } = keepExamination(companies, null);
  const [first, last] = [kept.at(0), kept.at(-1)];
  expect(first?.steps).toHaveLength(60);
  expect(first?.plan).not.toBeNull();
  expect(last).toMatchObject({ findings: [], steps: [], stepCount: 60, plan: null });
  const [, alone] = companies;
  expect(alone && keepCompany(alone).plan).toBe(first?.plan);
});
