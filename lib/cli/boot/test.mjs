// `npm test`. Runs on whatever Node.js there is, with nothing installed: the standard library only.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitWith } from "./boot-error.mjs";
import { ensureBuilt } from "./build.mjs";
import { forwardSignals, run } from "./child.mjs";
import { ensureChromium } from "./chromium.mjs";
import { ensureInstalled } from "./install.mjs";
import { pinnedNode, root, tools } from "./runtime.mjs";
import { countPlaywright, countVitest } from "./test-counts.mjs";

process.chdir(root);
forwardSignals();
// Whatever a test leaves in the temporary folder goes with this one.
const scratch = mkdtempSync(join(tmpdir(), "medadmin-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

const total = { passed: 0, failed: 0 };
const unitReport = join(scratch, "units.json");
const browserReport = join(scratch, "browser.json");

/** @param {string} entry @param {readonly string[]} args @param {Record<string, string>} [extra] */
async function tool(entry, args, extra = {}) {
  const env = { ...process.env, TMPDIR: scratch, NEXT_TELEMETRY_DISABLED: "1", ...extra };
  return (await run(pinnedNode(), [entry, ...args], { env })).code === 0;
}

/** @type {ReadonlyArray<readonly [string, () => Promise<boolean>, (() => typeof total)?]>} */
const stages = [
  ["lint", () => tool(tools.biome, ["check", "--error-on-warnings"])],
  // The types of the routes are generated; a fresh clone has none yet.
  ["types", async () => (await tool(tools.next, ["typegen"])) && (await tool(tools.tsc, ["--noEmit"]))],
  [
    "units",
    () =>
      tool(tools.vitest, ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`]),
    () => countVitest(unitReport),
  ],
  ["build", () => ensureBuilt().then(() => true)],
  [
    "end-to-end",
    async () =>
      tool(tools.playwright, ["test", "--reporter=list,json"], {
        CHROMIUM_PATH: await ensureChromium(),
        // Where Chromium would leave its crash reports.
        XDG_CONFIG_HOME: scratch,
        PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport,
      }),
    () => countPlaywright(browserReport),
  ],
];

try {
  await ensureInstalled({ dev: true });
  let stopped = false;
  for (const [name, perform, count] of stages) {
    process.stdout.write(`\n── ${name}\n`);
    const startedAt = performance.now();
    const passed = await perform().catch((error) => {
      process.stderr.write(`${error.message}\n`);
      return false;
    });
    const counted = count?.() ?? { passed: 0, failed: 0 };
    total.passed += counted.passed;
    total.failed += passed ? counted.failed : Math.max(1, counted.failed);
    process.stdout.write(
      `── ${name}: ${passed ? "passed" : "FAILED"} after ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`,
    );
    if (!passed) {
      process.stdout.write(`\nStopped at the first stage that failed: ${name}.\n`);
      stopped = true;
      break;
    }
  }
  // Traces and pictures are worth keeping only of a failure.
  if (!stopped) rmSync(join(root, "test-results"), { recursive: true, force: true });
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  process.exit(stopped ? 1 : 0);
} catch (error) {
  exitWith(error);
}
