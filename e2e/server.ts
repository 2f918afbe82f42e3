import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinnedNode } from "../lib/cli/boot/runtime.mjs";
import { environmentOf, startServer } from "./support/running-server";

/**
 * One production server for all tests, with a data folder of its own in which the prepared companies are. Tests find
 * it by `E2E_URL`, and its data by `E2E_DATA_DIR`.
 */
export default async function prepare() {
  const dataDir = mkdtempSync(join(tmpdir(), "medadmin-e2e-"));
  const preparing = spawn(pinnedNode(), ["--import", "tsx", "e2e/support/prepare-companies.ts"], {
    env: environmentOf(dataDir),
    stdio: "inherit",
  });
  const [prepared] = await once(preparing, "exit");
  if (prepared !== 0) throw new Error(`Preparing the companies ended with exit code ${prepared}.`);
  const server = await startServer(dataDir);
  process.env.E2E_DATA_DIR = dataDir;
  process.env.E2E_URL = server.url;

  return async () => {
    try {
      await server.stop();
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  };
}
