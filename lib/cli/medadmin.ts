import { userInfo } from "node:os";
import { text } from "node:stream/consumers";
import { CommanderError } from "commander";
import { type Command, WrongUsage } from "./command";
import { commands } from "./commands";
import { type CommandEvent, problemOf } from "./events";
import { perform } from "./perform";
import { buildProgram, type Typed } from "./program";
import { progressDisplay } from "./progress";

/** Exit codes: 0 done; 1 something failed, the rest went on; 2 asked for in a wrong way. */
export async function main(args: readonly string[]): Promise<void> {
  let exitCode = 0;
  const program = buildProgram(commands, async (typed) => {
    exitCode = await answer(typed);
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
  let last: CommandEvent | undefined;
  try {
    const complete = command.parse(await withPassword(command, input));
    for await (const event of perform(command, {
      name: command.name,
      input: complete,
      operator: operator(),
    })) {
      if (event.type === "step") progress.show(event.step);
      last = event;
    }
  } catch (error) {
    last = { type: "problem", problem: await problemOf(error) };
  }
  progress.clear();
  if (last?.type === "outcome") {
    const { data, failed = false } = last.outcome;
    process.stdout.write(`${json ? JSON.stringify(data, null, 2) : command.show(data)}\n`);
    return failed ? 1 : 0;
  }
  const problem =
    last?.type === "problem"
      ? last.problem
      : { code: "ended", message: "The command ended without an answer.", usage: false };
  if (json)
    process.stdout.write(
      `${JSON.stringify({ error: { code: problem.code, message: problem.message } }, null, 2)}\n`,
    );
  else process.stderr.write(`${problem.message}\n`);
  return problem.usage ? 2 : 1;
}

/** A password never stands among the arguments, where every process of the machine can read it. */
async function withPassword(
  command: Command,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  if (!command.options.some(([flags]) => flags === "--password-stdin")) return input;
  const { passwordStdin, ...rest } = input;
  if (!passwordStdin)
    throw new WrongUsage("--password-stdin", "is missing: the password is read from standard input");
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
