/** Something the person at the keyboard can change. The message is the whole explanation, in one line. */
export class BootError extends Error {
  /** @override */
  name = "BootError";

  /** @param {string} message @param {number} [exitCode] 1: it failed; 2: it was asked for in a wrong way */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Ends the process: one line for what a person can change, everything for what nobody expected.
 * @param {unknown} error
 * @returns {never}
 */
export function exitWith(error) {
  if (error instanceof BootError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
