import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openMaster, stopEngine } from "@/lib/databases";
import { startUp } from "@/lib/jobs/start-up";
import { isSetupTokenUsable } from "@/lib/master/setup/setup-token";
import { welcome } from "./welcome";

const dataDir = mkdtempSync(join(tmpdir(), "medadmin-welcome-"));
const url = "http://localhost:3000";

beforeAll(async () => {
  process.env.DATA_DIR = dataDir;
  await startUp();
}, 60_000);
afterAll(async () => {
  await stopEngine();
  rmSync(dataDir, { recursive: true, force: true });
});

it("prints a link while nobody runs the platform; beside the demo's master admin none, and the earlier one is void", async () => {
  const token = /\/setup\/(\S+)/.exec(await welcome({ url, demo: false }))?.[1] ?? "";
  const isUsable = async () => isSetupTokenUsable(await openMaster(), token, new Date());
  expect(await isUsable()).toBe(true);
  const first = await welcome({ url, demo: true });
  expect(first).toContain("Recovery codes:");
  expect(await isUsable()).toBe(false);
  for (const text of [first, await welcome({ url, demo: true })]) {
    expect(text).not.toContain("/setup/");
    expect(text).toContain("To make a master admin of your own:");
  }
  expect(await welcome({ url, demo: false })).toBe("");
}, 60_000);
