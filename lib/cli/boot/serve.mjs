import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { BootError } from "./boot-error.mjs";
import { ensureBuilt } from "./build.mjs";
import { stopForwardingSignals } from "./child.mjs";
import { probeDataFolder } from "./data-folder.mjs";
import { isPort } from "./options.mjs";
import { explainListenError, probePort } from "./port.mjs";
import { root } from "./runtime.mjs";
import { stopOnSignal } from "./stopping.mjs";

/**
 * What `instrumentation.ts` hands over once the engine is open.
 * @typedef {{
 *   stop: () => Promise<void>,
 *   welcome: (options: { url: string, demo: boolean }) => Promise<string>,
 * }} RunningHost
 */

/**
 * Next starts `instrumentation.ts` while it prepares, but only a request waits for it. We wait before we listen; the
 * symbol is how its bundle and this file meet.
 * @returns {Promise<RunningHost>} never settles when opening fails: that ends the process
 */
function untilOpened() {
  return new Promise((resolve) => {
    Object.assign(globalThis, { [Symbol.for("medadmin.opened")]: resolve });
  });
}

/**
 * Builds if the build is stale, opens the engine, and only then listens.
 * @param {import("./options.mjs").StartOptions} options
 */
export async function serve(options) {
  for (const file of [".env.local", ".env"]) if (existsSync(file)) process.loadEnvFile(file);
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  const host = options.host ?? (process.env.HOST || "127.0.0.1");
  const port = await probePort(options.port ?? portOfEnvironment(), host);
  Object.assign(process.env, { HOST: host, PORT: String(port) });
  await probeDataFolder();
  await ensureBuilt();
  stopForwardingSignals();

  /** @type {RunningHost | undefined} */
  let opened;
  const server = createServer();
  const stopping = stopOnSignal(server, async () => opened?.stop());
  const opening = untilOpened();
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: root, hostname: host, port, quiet: true });
  await app.prepare();
  opened = await opening;
  if (stopping.requested) return stopping.stop();
  const handle = app.getRequestHandler();
  server.on("request", (request, response) => {
    handle(request, response).catch((/** @type {unknown} */ error) => {
      process.stderr.write(`A request failed outside the application: ${error}\n`);
      response.destroy();
    });
  });
  // Longer than the proxies in front of us keep a connection, so that they never send into a closed one.
  server.keepAliveTimeout = 65_000;
  await listen(server, port, host);
  if (stopping.requested) return stopping.stop();
  const url = process.env.PUBLIC_URL || `http://${nameForPeople(host)}:${port}`;
  process.stdout.write(`MedAdmin is ready at ${url}\n`);
  try {
    process.stdout.write(await opened.welcome({ url, demo: options.demo }));
  } catch (error) {
    // Whoever stops while the demo is made closes the databases under it.
    if (!stopping.requested) throw error;
  }
}

function portOfEnvironment() {
  const port = process.env.PORT || "3000";
  if (!isPort(port)) throw new BootError(`PORT=${port} is not a port: 0 to 65535.`);
  return Number(port);
}

/** @param {import("node:http").Server} server @param {number} port @param {string} host @returns {Promise<void>} */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(explainListenError(error, port, host)));
    server.listen(port, host, resolve);
  });
}

/** @param {string} host */
function nameForPeople(host) {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
