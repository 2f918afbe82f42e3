import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let server: ReturnType<typeof spawn>;
let said: string;
let port: string;

beforeEach(async () => {
  said = "";
  server = spawn(process.execPath, [fileURLToPath(new URL("./stopping.fixture.mjs", import.meta.url))], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  server.stdout?.on("data", (chunk) => {
    said += chunk;
  });
  port = (await says(/^\d+\n/)).trim();
});
afterEach(() => void server.kill("SIGKILL"));

async function says(what: RegExp): Promise<string> {
  for (;;) {
    const match = what.exec(said);
    if (match) return match[0];
    if (server.stdout) await once(server.stdout, "data");
  }
}

describe("stopping", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "on %s lets the running request finish, closes the engine, and ends with 0",
    async (signal) => {
      const gone = once(server, "exit");
      const answer = fetch(`http://127.0.0.1:${port}/700`).then((response) => response.text());
      await says(/request/);
      server.kill(signal);
      expect(await answer).toBe("answered");
      expect(await gone).toEqual([0, null]);
      expect(said).toMatch(/closed\n$/);
    },
  );

  it("takes the echo of one Ctrl-C for what it is", async () => {
    const gone = once(server, "exit");
    const answer = fetch(`http://127.0.0.1:${port}/700`).then((response) => response.text());
    await says(/request/);
    server.kill("SIGINT");
    server.kill("SIGINT");
    expect(await answer).toBe("answered");
    expect(await gone).toEqual([0, null]);
  });

  it("ends at once on a second Ctrl-C", async () => {
    const gone = once(server, "exit");
    const answer = fetch(`http://127.0.0.1:${port}/60000`).catch(() => "cut off");
    await says(/request/);
    const impatience = setInterval(() => server.kill("SIGINT"), 100);
    expect(await gone).toEqual([130, null]);
    clearInterval(impatience);
    expect(await answer).toBe("cut off");
  });

  it("stops when npm is killed that started us through a shell, which outlives it", async () => {
    const fixture = fileURLToPath(new URL("./stopping.fixture.mjs", import.meta.url));
    // The second command keeps the shell from becoming the first.
    const script = `"${process.execPath}" "${fixture}"; true`;
    const npm = spawn(
      process.execPath,
      [
        "-e",
        `require("node:child_process").spawn("sh", ["-c", ${JSON.stringify(script)}], { stdio: "inherit" })`,
      ],
      { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, npm_lifecycle_event: "start" } },
    );
    let heard = "";
    npm.stdout.on("data", (chunk) => {
      heard += chunk;
    });
    while (!/^\d+\n/.test(heard)) await once(npm.stdout, "data");
    const closed = once(npm.stdout, "close");
    npm.kill("SIGKILL");
    await closed;
    expect(heard).toMatch(/closed\n$/);
  });
});
