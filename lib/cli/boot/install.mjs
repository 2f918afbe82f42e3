import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BootError } from "./boot-error.mjs";
import { run } from "./child.mjs";
import { root } from "./runtime.mjs";

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, dev?: boolean, devOptional?: boolean }} LockedPackage */

/**
 * Runs `npm ci` when what is installed is not what the lock file says.
 * @param {{ dev: boolean }} options dev: the development dependencies are needed too
 */
export async function ensureInstalled({ dev }) {
  if (isInstalled(root, { dev })) return;
  process.stdout.write("Installing the dependencies of package-lock.json (this takes a minute) …\n");
  const npm = process.env.npm_execpath;
  const node = process.env.npm_node_execpath ?? process.execPath;
  const args = [
    "ci",
    "--loglevel=error",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--fetch-retry-mintimeout=1000",
  ];
  args.push("--fetch-retry-maxtimeout=5000", ...(dev ? ["--include=dev"] : []));
  const result = npm?.endsWith(".js")
    ? await run(node, [npm, ...args], { quiet: true })
    : await run(process.platform === "win32" ? "npm.cmd" : "npm", args, { quiet: true });
  if (result.code === 0) return;
  throw new BootError(explainFailure(result.output));
}

/**
 * Compares the lock file with the record npm keeps of what it installed; npm writes that record last, so an
 * interrupted installation has none.
 * @param {string} folder
 * @param {{ dev: boolean }} options
 */
export function isInstalled(folder, { dev }) {
  const wanted = readPackages(join(folder, "package-lock.json"));
  const present = readPackages(join(folder, "node_modules", ".package-lock.json"));
  if (!wanted) throw new BootError(`${join(folder, "package-lock.json")} is missing or damaged.`);
  if (!present) return false;
  return Object.entries(wanted).every(([path, locked]) => {
    if (path === "") return true;
    const installed = present[path];
    if (installed) return installed.version === locked.version && installed.integrity === locked.integrity;
    return locked.optional || (!dev && (locked.dev || locked.devOptional));
  });
}

/** @param {string} path @returns {Record<string, LockedPackage> | undefined} */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** @param {string} output of npm */
export function explainFailure(output) {
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|EHOSTUNREACH|network/i.test(
      output,
    )
  ) {
    return "The dependencies are not installed and the package registry cannot be reached: connect to the network and try again.";
  }
  const reason = output.split("\n").find((line) => /^npm (error|ERR!) (?!code)/.test(line));
  return `The dependencies could not be installed: ${reason?.replace(/^npm (error|ERR!) /, "") ?? "npm ci failed"}. Run "npm ci" to see everything.`;
}
