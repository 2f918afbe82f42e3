import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface BenchServer {
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** Starts a server with the pinned runtime and waits until it says where it listens. */
export async function startServer(
  args: string[],
  env: Record<string, string>,
  says: RegExp,
): Promise<BenchServer> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await firstMatch(child, says);
  const pid = child.pid;
  if (pid === undefined) throw new Error("The server has no process id.");
  return {
    url,
    pid,
    stop: async () => {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    },
  };
}

function firstMatch(child: ChildProcess, says: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      const found = says.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`The server ended with exit code ${code}: ${said}`)));
  });
}
