import { whenParentGone } from "./parent.mjs";

const drainMs = 10_000;
/** One Ctrl-C arrives more than once: the terminal sends it to everybody, and npm sends it on. */
const echoMs = 500;

/**
 * The first Ctrl-C, SIGTERM, or loss of the process that started us stops cleanly: no new requests, the running
 * ones finish within ten seconds, the databases close, exit code 0. A second Ctrl-C ends everything at once, which
 * loses nothing that was acknowledged.
 *
 * @param {import("node:http").Server} server
 * @param {() => Promise<void>} closeEngine
 */
export function stopOnSignal(server, closeEngine) {
  let requestedAt = 0;
  /** @returns {Promise<never>} */
  const stop = async () => {
    await drain(server);
    await closeEngine();
    process.exit(0);
  };
  const request = () => {
    const again = requestedAt > 0;
    if (again && performance.now() - requestedAt > echoMs) process.exit(130);
    if (again) return;
    requestedAt = performance.now();
    // Before listening there is nothing to drain, and start-up is not to be torn down halfway: it stops when it is done.
    if (!server.listening) return;
    stop().catch((error) => {
      process.stderr.write(`Stopping failed: ${error instanceof Error ? error.stack : error}\n`);
      process.exit(1);
    });
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, request);
  whenParentGone(request);
  return {
    stop,
    get requested() {
      return requestedAt > 0;
    },
  };
}

/** @param {import("node:http").Server} server @returns {Promise<void>} */
function drain(server) {
  return new Promise((resolve) => {
    if (!server.listening) return resolve();
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const late = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(late);
      resolve();
    });
  });
}
