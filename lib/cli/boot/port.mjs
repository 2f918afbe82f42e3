import { createServer } from "node:net";
import { BootError } from "./boot-error.mjs";

/**
 * Asks whether one could listen here, without keeping the port.
 * @param {number} port 0 for any free one
 * @param {string} host
 * @returns {Promise<number>} the port, or the free one that was found
 */
export function probePort(port, host) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", (error) => reject(explainListenError(error, port, host)));
    probe.listen(port, host, () => {
      const address = probe.address();
      const found = typeof address === "object" && address ? address.port : port;
      probe.close(() => resolve(found));
    });
  });
}

/** @param {NodeJS.ErrnoException} error @param {number} port @param {string} host */
export function explainListenError(error, port, host) {
  switch (error.code) {
    case "EADDRINUSE":
      return new BootError(
        `Port ${port} on ${host} is in use: stop what uses it, or choose another with --port.`,
      );
    case "EACCES":
      return new BootError(`Port ${port} may not be used by this user: choose one above 1023 with --port.`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new BootError(`${host} is not an address of this machine: choose another with --host.`);
    default:
      return error;
  }
}
