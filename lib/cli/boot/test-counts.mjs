import { readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number }} Counts */

/** @param {string} report the file vitest's JSON reporter wrote @returns {Counts} */
export function countVitest(report) {
  const { numPassedTests = 0, numFailedTests = 0, success = false } = readReport(report);
  // A file that does not even load has no failed test in it.
  return { passed: numPassedTests, failed: success ? numFailedTests : Math.max(1, numFailedTests) };
}

/** @param {string} report the file Playwright's JSON reporter wrote @returns {Counts} */
export function countPlaywright(report) {
  const { stats = {}, errors = [] } = readReport(report);
  const failed = (stats.unexpected ?? 0) + (stats.flaky ?? 0);
  return { passed: stats.expected ?? 0, failed: errors.length > 0 ? Math.max(1, failed) : failed };
}

/** @param {string} path */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}
