import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
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
  const data = process.env.DATA_DIR ? resolve(folder, process.env.DATA_DIR) : undefined;
  const hash = createHash("sha256");
  for (const file of sourceFiles(folder, folder, data)) {
    hash.update(relative(folder, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/**
 * @param {string} folder @param {string} top @param {string | undefined} data
 * @returns {string[]}
 */
function sourceFiles(folder, top, data) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith(".")) return [];
      if (entry.isDirectory()) {
        if (path === data || (folder === top && notBuilt.has(entry.name))) return [];
        return sourceFiles(path, top, data);
      }
      return entry.isFile() && !notBuiltFile.test(entry.name) ? [path] : [];
    });
}
