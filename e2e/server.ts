import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinnedNode } from "../lib/cli/boot/runtime.mjs";

/**
 * One production server for all tests, on a free port, with a data folder of its own in which the prepared companies
 * are. Tests find it by `E2E_URL`, its data by `E2E_DATA_DIR`, and the one-time link for the first master admin by
 * `E2E_SETUP_URL`.
 */
export default async function startServer() {
  const dataDir = mkdtempSync(join(tmpdir(), "medadmin-e2e-"));
  const env = { ...process.env, DATA_DIR: dataDir, HOST: "127.0.0.1", PUBLIC_URL: "", LOG_LEVEL: "warn" };
  const preparing = spawn(pinnedNode(), ["--import", "tsx", "e2e/support/prepare-companies.ts"], {
    env,
    stdio: "inherit",
  });
  const [prepared] = await once(preparing, "exit");
  if (prepared !== 0) throw new Error(`Preparing the companies ended with exit code ${prepared}.`);
  const server = spawn(process.execPath, ["lib/cli/boot/start.mjs", "--port", "0"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = await untilWelcome(server);
  process.env.E2E_DATA_DIR = dataDir;
  process.env.E2E_URL = /ready at (\S+)/.exec(said)?.[1];
  process.env.E2E_SETUP_URL = /\S+\/setup\/\S+/.exec(said)?.[0];

  return async () => {
    const gone = once(server, "exit");
    server.kill("SIGTERM");
    const [code] = await gone;
    rmSync(dataDir, { recursive: true, force: true });
    if (code !== 0) throw new Error(`The server ended with exit code ${code}.`);
  };
}

function untilWelcome(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout?.on("data", (chunk) => {
      said += chunk;
      if (/\/setup\/\S+\n/.test(said)) resolve(said);
    });
    server.once("exit", (code) => reject(new Error(`The server ended with exit code ${code}:\n${said}`)));
  });
}
