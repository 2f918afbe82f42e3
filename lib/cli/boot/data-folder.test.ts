import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { takeOwnership } from "@/lib/databases/ownership";
import { probeDataFolder } from "./data-folder.mjs";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "medadmin-probe-"));
  vi.stubEnv("DATA_DIR", dataDir);
  vi.stubEnv("MASTER_DATABASE_URL", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true, force: true });
});

it("says in the engine's words who owns the data folder, and leaves it to them", async () => {
  const ownership = await takeOwnership(dataDir);
  const refused = await takeOwnership(dataDir).catch((error: Error) => error);
  const { message } = refused as Error;
  expect(message).toContain(`process ${process.pid}`);
  for (const _time of [1, 2])
    await expect(probeDataFolder()).rejects.toMatchObject({ name: "BootError", message });
  await ownership.release();
  await probeDataFolder();
  await (await takeOwnership(dataDir)).release();
});

it("makes nothing in a folder that nobody has used yet", async () => {
  await probeDataFolder();
  expect(existsSync(join(dataDir, "owner.db"))).toBe(false);
});

it("does not look where the master is remote", async () => {
  const ownership = await takeOwnership(dataDir);
  vi.stubEnv("MASTER_DATABASE_URL", "libsql://master.example.com");
  await probeDataFolder();
  await ownership.release();
});
