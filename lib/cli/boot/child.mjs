import { spawn } from "node:child_process";
import { whenParentGone } from "./parent.mjs";
import { root } from "./runtime.mjs";

/** How long an interrupted child may take to tidy up before its whole process group is ended. */
const graceMs = 15_000;

/** @type {Set<(signal: NodeJS.Signals) => void>} */
const running = new Set();
let interrupted = false;

/**
 * Runs a program to its end, in a process group of its own, so that nothing it started outlives it: not when it
 * ends, not when we are interrupted.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv }} [options] quiet: keep the output instead of showing it
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function run(command, args, { quiet = false, env = process.env } = {}) {
  const shown = quiet ? "pipe" : "inherit";
  const { child, signalGroup } = start(command, args, { env, stdio: ["ignore", shown, shown] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk.toString();
    });
  }
  const interrupt = (/** @type {NodeJS.Signals} */ signal) => {
    signalGroup(signal);
    setTimeout(() => signalGroup("SIGKILL"), graceMs).unref();
  };
  running.add(interrupt);
  child.on("exit", () => {
    running.delete(interrupt);
    signalGroup("SIGKILL");
  });
  const code = await ended(child);
  if (interrupted) process.exit(130);
  return { code, output };
}

/**
 * Lets a program take our place: it gets every signal we get, learns of our death by losing its channel to us, and
 * we end as it ends.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<never>}
 */
export async function become(command, args) {
  const { child, signalGroup } = start(command, args, {
    env: process.env,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  running.add(signalGroup);
  process.exit(await ended(child));
}

/**
 * @param {string} command @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, stdio: import("node:child_process").StdioOptions }} options
 */
function start(command, args, options) {
  const ownGroup = process.platform !== "win32";
  const child = spawn(command, args, { cwd: root, detached: ownGroup, ...options });
  const signalGroup = (/** @type {NodeJS.Signals} */ signal) => {
    if (child.pid === undefined) return;
    try {
      process.kill(ownGroup ? -child.pid : child.pid, signal);
    } catch {
      // Everybody in the group has ended already.
    }
  };
  return { child, signalGroup };
}

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<number>} */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

let stopLooking = () => {};

/** From now on an interruption first ends what `run` started, and then this process. */
export function forwardSignals() {
  for (const signal of signals) process.on(signal, forward);
  stopLooking = whenParentGone(() => forward("SIGTERM"));
}

/** Whoever calls this handles signals from now on. */
export function stopForwardingSignals() {
  for (const signal of signals) process.off(signal, forward);
  stopLooking();
}

/** @param {NodeJS.Signals} signal */
function forward(signal) {
  interrupted = true;
  if (running.size === 0) process.exit(130);
  for (const interrupt of running) interrupt(signal);
}
