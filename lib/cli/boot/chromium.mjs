import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { BootError } from "./boot-error.mjs";
import { run } from "./child.mjs";
import { pinnedNode, tools } from "./runtime.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * A Chromium for the end-to-end tests: the one CHROMIUM_PATH names, Playwright's own, one of this machine, or one
 * that is installed now.
 * @returns {Promise<string>} its path
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  process.stdout.write("Installing Chromium for the end-to-end tests …\n");
  const installed = (await installDebianPackage()) ?? (await installPlaywrights());
  if (installed) return installed;
  throw new BootError("There is no Chromium and none could be installed: install one, or set CHROMIUM_PATH.");
}

export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new BootError(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  const onPath = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = [
    playwrights(),
    ...names.flatMap((name) => onPath.map((folder) => join(folder, name))),
    ...places,
  ];
  return candidates.find((path) => path && existsSync(path) && works(path));
}

/** Some distributions put a script in Chromium's place that only says where to get it. @param {string} path */
function works(path) {
  return process.platform === "win32" || spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}

/** Where Playwright keeps its own Chromium, whether it is there or not. */
function playwrights() {
  try {
    return createRequire(import.meta.url)("playwright-core").chromium.executablePath();
  } catch {
    return undefined;
  }
}

async function installDebianPackage() {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-q"], { quiet: true, env });
  await run("apt-get", ["install", "-q", "-y", "--no-install-recommends", "chromium"], { quiet: true, env });
  return findChromium();
}

async function installPlaywrights() {
  const needsLibraries = process.platform === "linux" && process.getuid?.() === 0;
  const args = ["install", ...(needsLibraries ? ["--with-deps"] : []), "chromium"];
  await run(pinnedNode(), [tools.playwright, ...args], { quiet: true });
  return findChromium();
}
