import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DomainError, isDomainError } from "@/lib/domain/errors";
import { type ControlHandler, type ControlServer, sendToOwner, serveControl } from "./control-socket";
import { EngineError } from "./errors";
import { type Ownership, takeOwnership } from "./ownership";
import { readOwner } from "./ownership-record";

let folder: string;
let ownership: Ownership | null;
let server: ControlServer | null;
let child: ChildProcess | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medadmin-control-"));
  ownership = null;
  server = null;
  child = null;
});

afterEach(async () => {
  child?.kill("SIGKILL");
  await server?.close();
  await ownership?.release();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(handler: ControlHandler, dataDir = folder): Promise<ControlServer> {
  ownership = await takeOwnership(dataDir);
  server = await serveControl(dataDir, handler);
  return server;
}

/** An owner in another process, whose commands never end. */
async function otherOwner(): Promise<ChildProcess> {
  const fixture = fileURLToPath(new URL("./control-socket.fixture.ts", import.meta.url));
  child = spawn(process.execPath, ["--import", "tsx", fixture, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout) await once(child.stdout, "data");
  return child;
}

/** Sends bytes as they are and gathers the answer until the server ends the connection. */
async function sendRaw(path: string, text: string): Promise<string> {
  const socket = connect(path);
  socket.on("error", () => {});
  socket.write(text);
  let answer = "";
  socket.on("data", (data) => {
    answer += data;
  });
  await new Promise((resolve) => socket.on("close", resolve));
  return answer;
}

describe("commands for the owner of the data folder", () => {
  it("arrive, tell how far they are in order, and come back with their result", async () => {
    await serve(async (command, args, { progress }) => {
      for (const done of [1, 2, 3]) progress({ done, total: 3 });
      return { command, args, text: "Məmmədov\n" };
    });
    const seen: unknown[] = [];
    const result = await sendToOwner(
      folder,
      "tenants list",
      { all: true },
      { onProgress: (event) => seen.push(event) },
    );
    expect(result).toEqual({ command: "tenants list", args: { all: true }, text: "Məmmədov\n" });
    expect(seen).toEqual([1, 2, 3].map((done) => ({ done, total: 3 })));
  });

  it("may return nothing, and larger answers than fit into one chunk", async () => {
    await serve(async (command) => (command === "nothing" ? undefined : "ə".repeat(3_000_000)));
    expect(await sendToOwner(folder, "nothing", null)).toBeUndefined();
    expect(await sendToOwner(folder, "much", null)).toHaveLength(3_000_000);
  });

  it("run beside each other", async () => {
    const { promise: both, resolve: meet } = Promise.withResolvers<void>();
    let running = 0;
    await serve(async (_command, args) => {
      if (++running === 2) meet();
      await both;
      return args;
    });
    expect(await Promise.all([sendToOwner(folder, "echo", 1), sendToOwner(folder, "echo", 2)])).toEqual([
      1, 2,
    ]);
  });

  it("keep the type of what they throw", async () => {
    await serve(async (command) => {
      if (command === "engine")
        throw new EngineError("MigrationFailed", "It failed.", { migration: "0002_x" });
      if (command === "domain") throw new DomainError("inUse", { doctors: 3 }, { name: "errors.inUse" });
      throw new TypeError("Nobody foresaw this.");
    });
    await expect(sendToOwner(folder, "engine", null)).rejects.toMatchObject({
      name: "EngineError",
      code: "MigrationFailed",
      message: "It failed.",
      detail: { migration: "0002_x" },
    });
    const domain = await sendToOwner(folder, "domain", null).catch((error) => error);
    expect(isDomainError(domain, "inUse")).toBe(true);
    expect(domain).toMatchObject({ params: { doctors: 3 }, fieldErrors: { name: "errors.inUse" } });
    await expect(sendToOwner(folder, "other", null)).rejects.toMatchObject({
      name: "TypeError",
      message: "Nobody foresaw this.",
    });
  });
});

describe("the socket", () => {
  it("answers only who knows the token", async () => {
    const commands: string[] = [];
    await serve(async (command) => commands.push(command));
    writeFileSync(join(folder, "secrets", "control"), "guessed\n");
    await expect(sendToOwner(folder, "tenants list", {})).rejects.toMatchObject({ code: "ControlFailed" });
    rmSync(join(folder, "secrets", "control"));
    await expect(sendToOwner(folder, "tenants list", {})).rejects.toMatchObject({ code: "ControlFailed" });
    expect(commands).toEqual([]);
  });

  it.runIf(process.platform !== "win32")("is for its user alone, as is the token", async () => {
    const { path } = await serve(async () => null);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "secrets", "control")).mode & 0o777).toBe(0o600);
  });

  it.runIf(process.platform !== "win32")(
    "moves to a private folder when the path is too long for it",
    async () => {
      const deep = join(folder, "a".repeat(60), "b".repeat(60));
      mkdirSync(deep, { recursive: true });
      const { path, close } = await serve(async () => "here", deep);
      expect(path.startsWith(deep)).toBe(false);
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
      expect(await sendToOwner(deep, "where", null)).toBe("here");
      await close();
      expect(existsSync(dirname(path))).toBe(false);
    },
  );

  it.each([
    ["no JSON", "what?\n"],
    ["no request", '{"id":"1"}\n'],
    ["no end", "x".repeat(1_100_000)],
    ["too much", `${JSON.stringify({ id: "1", token: "x", command: "c", args: "x".repeat(1_100_000) })}\n`],
  ])("refuses what is %s, and goes on serving", async (_, bytes) => {
    const { path } = await serve(async () => "well");
    const answer = await sendRaw(path, bytes);
    if (answer !== "")
      expect(JSON.parse(answer)).toMatchObject({ type: "error", error: { code: "ControlFailed" } });
    expect(await sendToOwner(folder, "how", null)).toBe("well");
  });

  it("refuses to send what is too large", async () => {
    await serve(async () => null);
    const sending = sendToOwner(folder, "c", "x".repeat(1_100_000));
    await expect(sending).rejects.toMatchObject({ code: "ControlFailed" });
  });

  it("tells a command that nobody waits for it any more", async () => {
    const { promise: stopped, resolve } = Promise.withResolvers<void>();
    const impatience = new AbortController();
    await serve(async (_command, _args, { progress, signal }) => {
      progress("begun");
      await once(signal, "abort");
      resolve();
    });
    const sent = sendToOwner(folder, "long", null, {
      onProgress: () => impatience.abort(),
      signal: impatience.signal,
    });
    await expect(sent).rejects.toMatchObject({ code: "ControlFailed" });
    await stopped;
  });

  it("closes after telling the running command to stop and hearing its end; nothing is left", async () => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const control = await serve(async (_command, _args, { signal }) => {
      begin();
      await once(signal, "abort");
      return "stopped half-way";
    });
    const sent = sendToOwner(folder, "long", null);
    await begun;
    await control.close();
    server = null;
    expect(await sent).toBe("stopped half-way");
    expect(readdirSync(folder)).not.toContain("control.sock");
    expect(readdirSync(join(folder, "secrets"))).toEqual([]);
    expect(await readOwner(folder)).toMatchObject({ pid: process.pid, socket: null });
  });
});

describe("without an owner that listens", () => {
  it("says that nothing runs", async () => {
    await expect(sendToOwner(folder, "c", null)).rejects.toMatchObject({ code: "NotRunning" });
  });

  it("says who owns the folder when that one takes no commands", async () => {
    ownership = await takeOwnership(folder);
    await expect(sendToOwner(folder, "c", null)).rejects.toMatchObject({
      code: "DataFolderOwned",
      detail: { pid: process.pid },
    });
  });

  it("learns that the owner was killed in the middle, finds nobody then, and serves in its place", async () => {
    const owner = await otherOwner();
    const sent = sendToOwner(folder, "endless", null, { onProgress: () => owner.kill("SIGKILL") });
    await expect(sent).rejects.toMatchObject({ code: "ControlFailed" });
    if (owner.signalCode === null) await once(owner, "exit");
    await expect(sendToOwner(folder, "c", null)).rejects.toMatchObject({ code: "NotRunning" });
    await serve(async () => "successor");
    expect(await sendToOwner(folder, "who", null)).toBe("successor");
  });
});
