import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { BootError } from "./boot-error.mjs";
import { run } from "./child.mjs";
import { pinnedNode, root, tools } from "./runtime.mjs";

/** Folders whose contents never change what `next build` makes. */
const notBuilt = new Set([
  "node_modules",
  "data",
  "e2e",
  "bench",
  "docs",
  "coverage",
  "test-results",
  "playwright-report",
]);
const notBuiltFile = /\.(test\.tsx?|md|log|tsbuildinfo)$|^next-env\.d\.ts$/;

export function buildFolder() {
  return join(root, process.env.NEXT_DIST_DIR ?? ".next");
}

/**
 * Builds unless the build at hand was made of exactly these sources. The stamp that says so is written last, so an
 * interrupted build counts for nothing.
 * @returns {Promise<boolean>} whether it had to build
 */
export async function ensureBuilt() {
  const hash = hashSources(root);
  const stamp = join(buildFolder(), "medadmin-sources");
  if (readStamp(stamp) === hash) return false;
  rmSync(stamp, { force: true });
  process.stdout.write("Building the application (this takes a minute) …\n");
  const result = await run(pinnedNode(), [tools.next, "build"], {
    quiet: true,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (result.code !== 0) {
    process.stderr.write(result.output);
    throw new BootError("The application could not be built; the reason stands above.");
  }
  mkdirSync(buildFolder(), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}

/** @param {string} stamp */
function readStamp(stamp) {
  try {
    return readFileSync(stamp, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * One hash over the path and content of everything that can end up in a build, the lock file included.
 * @param {string} folder
 */
export function hashSources(folder) {
  const hash = createHash("sha256");
  for (const file of sourceFiles(folder, folder)) {
    hash.update(relative(folder, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** @param {string} folder @param {string} top @returns {string[]} */
function sourceFiles(folder, top) {
  const entries = readdirSync(folder, { withFileTypes: true });
  // A data folder, whatever it is called: its files are open and none of our business.
  if (entries.some((entry) => entry.name === "owner.db")) return [];
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".")) return [];
      if (entry.isDirectory())
        return folder === top && notBuilt.has(entry.name) ? [] : sourceFiles(path, top);
      return entry.isFile() && !notBuiltFile.test(entry.name) ? [path] : [];
    });
}
