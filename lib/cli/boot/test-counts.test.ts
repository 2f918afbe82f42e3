import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { countPlaywright, countVitest } from "./test-counts.mjs";

const folder = mkdtempSync(join(tmpdir(), "medadmin-counts-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe("the counts at the end of npm test", () => {
  it("are those of the reports", () => {
    expect(countVitest(report({ numPassedTests: 7, numFailedTests: 0, success: true }))).toEqual({
      passed: 7,
      failed: 0,
    });
    expect(countPlaywright(report({ stats: { expected: 5, unexpected: 1, flaky: 0 }, errors: [] }))).toEqual({
      passed: 5,
      failed: 1,
    });
  });

  it("never hide a failure outside a test: a file that does not load, a server that does not start, no report", () => {
    expect(countVitest(report({ numPassedTests: 7, numFailedTests: 0, success: false })).failed).toBe(1);
    expect(countPlaywright(report({ stats: { expected: 0 }, errors: [{}] })).failed).toBe(1);
    expect(countVitest(join(folder, "missing.json")).failed).toBe(1);
  });
});
