import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { explainFailure, isInstalled } from "./install.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medadmin-install-"));
  mkdirSync(join(folder, "node_modules"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const next = { version: "1.0.0", integrity: "sha512-a" };
const other = { version: "2.0.0", integrity: "sha512-b" };

function lock(wanted: object, installed?: object): void {
  writeFileSync(
    join(folder, "package-lock.json"),
    JSON.stringify({ packages: { "": { name: "x" }, ...wanted } }),
  );
  if (installed) {
    writeFileSync(
      join(folder, "node_modules", ".package-lock.json"),
      JSON.stringify({ packages: installed }),
    );
  }
}

describe("installed dependencies", () => {
  it("are current when every package is there as the lock file has it", () => {
    lock({ "node_modules/next": next }, { "node_modules/next": next });
    expect(isInstalled(folder, { dev: true })).toBe(true);
  });

  it("are not there when npm was interrupted before it wrote its record", () => {
    lock({ "node_modules/next": next });
    expect(isInstalled(folder, { dev: false })).toBe(false);
  });

  it("are stale when a package is missing, or is another version or content", () => {
    lock({ "node_modules/next": next, "node_modules/other": other }, { "node_modules/next": next });
    expect(isInstalled(folder, { dev: false })).toBe(false);
    lock({ "node_modules/next": next }, { "node_modules/next": { ...next, version: "1.0.1" } });
    expect(isInstalled(folder, { dev: false })).toBe(false);
    lock({ "node_modules/next": next }, { "node_modules/next": { ...next, integrity: "sha512-c" } });
    expect(isInstalled(folder, { dev: false })).toBe(false);
  });

  it("may lack what is for other platforms, and what only development needs", () => {
    lock(
      { "node_modules/next": { ...next, optional: true }, "node_modules/other": { ...other, dev: true } },
      {},
    );
    expect(isInstalled(folder, { dev: false })).toBe(true);
    expect(isInstalled(folder, { dev: true })).toBe(false);
  });

  it("fail in one line that tells a missing network from other reasons", () => {
    expect(
      explainFailure("npm error code ENOTFOUND\nnpm error request to https://registry.example/a failed"),
    ).toMatch(/^The dependencies are not installed and the package registry cannot be reached[^\n]+$/);
    expect(explainFailure("npm error code EACCES\nnpm error permission denied, mkdir '/x'")).toMatch(
      /^The dependencies could not be installed: permission denied, mkdir '\/x'[^\n]+$/,
    );
  });
});
