import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashSources } from "./build.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medadmin-build-"));
  put("app/page.tsx", "export default 1");
  put("package-lock.json", "{}");
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe("the build", () => {
  it.each([
    ["app/page.tsx", "export default 2"],
    ["app/data/page.tsx", "a route that is called data"],
    ["package-lock.json", "{ }"],
    ["public/logo.svg", "<svg/>"],
  ])("is stale after %s changed", (path, text) => {
    const before = hashSources(folder);
    put(path, text);
    expect(hashSources(folder)).not.toBe(before);
  });

  it.each([
    "app/page.test.tsx",
    "README.md",
    "data/master.db",
    "e2e/doctors.ts",
    ".next/x.js",
    "next-env.d.ts",
  ])("is not made stale by %s", (path) => {
    const before = hashSources(folder);
    put(path, "anything");
    expect(hashSources(folder)).toBe(before);
  });

  it("is not made stale by a data folder of another name", () => {
    const before = hashSources(folder);
    put("clinic-data/owner.db", "");
    put("clinic-data/tenants/one.db", "rows");
    expect(hashSources(folder)).toBe(before);
  });

  it("is stale after a file was renamed", () => {
    const before = hashSources(folder);
    rmSync(join(folder, "app/page.tsx"));
    put("app/other.tsx", "export default 1");
    expect(hashSources(folder)).not.toBe(before);
  });
});
