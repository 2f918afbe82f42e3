import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface RunningServer {
  readonly url: string;
  /** The one-time link for the first master admin. */
  readonly setupUrl: string;
  /** Fails unless the server ended well. */
  readonly stop: () => Promise<void>;
}

/** What a server of the tests knows of the machine: its own data folder, and this machine alone reaches it. */
export const environmentOf = (dataDir: string) => ({
  ...process.env,
  DATA_DIR: dataDir,
  HOST: "127.0.0.1",
  PUBLIC_URL: "",
  LOG_LEVEL: "warn",
});

/** `npm start` on this data folder, at a free port, until it has said everything. */
export async function startServer(dataDir: string): Promise<RunningServer> {
  const server = spawn(process.execPath, ["lib/cli/boot/start.mjs", "--port", "0"], {
    env: environmentOf(dataDir),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = await untilWelcome(server);
  const stop = async () => {
    const gone = once(server, "exit");
    server.kill("SIGTERM");
    const [code] = await gone;
    if (code !== 0) throw new Error(`The server ended with exit code ${code}.`);
  };
  const [, url = ""] = /ready at (\S+)/.exec(said) ?? [];
  const [setupUrl = ""] = /\S+\/setup\/\S+/.exec(said) ?? [];
  return { url, setupUrl, stop };
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
