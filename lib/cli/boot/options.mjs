import { parseArgs } from "node:util";
import { BootError } from "./boot-error.mjs";

export const startUsage = `Usage: npm start -- [--port N] [--host ADDRESS] [--demo]

  --port N        port to listen on; 0 takes a free one (PORT, else 3000)
  --host ADDRESS  address to listen on (HOST, else 127.0.0.1)
  --demo          make two companies with realistic data and a master admin, and print their logins
`;

/** @typedef {{ port?: number, host?: string, demo: boolean, help: boolean }} StartOptions */

/** @param {readonly string[]} args @returns {StartOptions} */
export function parseStartOptions(args) {
  const { port, host, demo, help } = parse(args);
  if (port !== undefined && !isPort(port))
    throw new BootError(`--port ${port} is not a port: 0 to 65535.`, 2);
  return {
    demo: demo ?? false,
    help: help ?? false,
    ...(port !== undefined && { port: Number(port) }),
    ...(host !== undefined && { host }),
  };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        host: { type: "string" },
        demo: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new BootError(
      `${error instanceof Error ? error.message : error} (npm start -- --help shows the options)`,
      2,
    );
  }
}

/** @param {string} text */
export function isPort(text) {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}
