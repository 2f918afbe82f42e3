import { userInfo } from "node:os";
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { text } from "node:stream/consumers";
import { CommanderError } from "commander";
import { logToStandardError } from "@/lib/log";
import type { Command } from "./command";
import { commands } from "./commands";
import { perform } from "./perform";
import { problemOf } from "./problem";
import { buildProgram, type Typed } from "./program";
import { progressDisplay } from "./progress";

/** Exit codes: 0 done; 1 something failed, the rest went on; 2 asked for in a wrong way. */
export async function main(args: readonly string[], folder: string = process.cwd()): Promise<void> {
  let exitCode = 0;
  const program = buildProgram(commands, async (typed) => {
    exitCode = await answer({ ...typed, input: withPaths(typed, folder) });
  });
  try {
    await program.parseAsync([...args], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has said what is wrong, or shown the help that was asked for.
    exitCode = error.exitCode === 0 ? 0 : 2;
  }
  process.exit(exitCode);
}

async function answer({ command, input, json }: Typed): Promise<number> {
  const progress = progressDisplay(process.stderr);
  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort());
  process.once("SIGTERM", () => interrupted.abort());
  try {
    logToStandardError();
    const complete = await withPassword(command, input);
    command.parse(complete);
    const watch = { onStep: progress.show, signal: interrupted.signal };
    const once = async (given: object) => {
      const { data, failed = false } = await perform(command, given, operator(), watch);
      progress.clear();
      await print(process.stdout, json ? JSON.stringify(data, null, 2) : command.show(data));
      return { data, failed };
    };
    const { data, failed } = await once(complete);
    const confirmation = json ? null : command.confirm(data);
    if (!confirmation || !(await agrees(confirmation.question))) return failed ? 1 : 0;
    return (await once({ ...complete, ...confirmation.input })).failed ? 1 : 0;
  } catch (error) {
    progress.clear();
    const { code, message, usage } = await problemOf(error);
    if (json) await print(process.stdout, JSON.stringify({ error: { code, message } }, null, 2));
    else await print(process.stderr, message);
    return usage ? 2 : 1;
  }
}

/** Resolves when a pipe has taken it all: the process ends right after. */
function print(stream: NodeJS.WriteStream, line: string): Promise<void> {
  return new Promise((resolve) => void stream.write(`${line}\n`, () => resolve()));
}

/** Only somebody at a terminal is asked; nobody there is no. */
async function agrees(question: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const given = new Promise<string>((resolve) => {
      // Ctrl-C and the end of input are a no.
      asking.once("SIGINT", () => resolve("")).once("close", () => resolve(""));
    });
    return /^y(es)?$/i.test((await Promise.race([asking.question(`${question} [y/N] `), given])).trim());
  } finally {
    asking.close();
  }
}

/** Files are named from where somebody types; another process may be the one that writes them. */
function withPaths({ command, input }: Typed, folder: string): Record<string, unknown> {
  if (!command.options.some(([flags]) => flags === "--output <file>")) return input;
  return typeof input.output === "string" ? { ...input, output: resolve(folder, input.output) } : input;
}

/** A password never stands among the arguments, where every process of the machine can read it. */
async function withPassword(
  command: Command,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  if (!command.options.some(([flags]) => flags === "--password-stdin")) return input;
  const { passwordStdin, ...rest } = input;
  if (!passwordStdin) return rest;
  const password = (await text(process.stdin)).replace(/\r?\n$/, "");
  return { ...rest, password };
}

function operator(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}
