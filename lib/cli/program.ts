import { Command as Commander } from "commander";
import { version } from "@/lib/version";
import type { Command } from "./command";

/** What was typed, once commander has made sense of it. */
export interface Typed {
  readonly command: Command;
  readonly input: Record<string, unknown>;
  readonly json: boolean;
}

/**
 * The grammar of the command line, from the commands' own descriptions.
 * @param perform called with what was typed
 */
export function buildProgram(
  commands: readonly Command[],
  perform: (typed: Typed) => Promise<void>,
): Commander {
  const program = new Commander("medadmin")
    .description("MedAdmin from the command line.")
    .version(version)
    .exitOverride()
    .showHelpAfterError("(--help shows what there is)");
  const groups = new Map<string, Commander>();
  for (const command of commands) addCommand(program, groups, command, perform);
  return program;
}

function addCommand(
  program: Commander,
  groups: Map<string, Commander>,
  command: Command,
  perform: (typed: Typed) => Promise<void>,
): void {
  const [verb = "", ...parents] = command.name.split(" ").reverse();
  const parent = parents.length === 0 ? program : groupOf(program, groups, parents.reverse().join(" "));
  const made = parent.command(verb).summary(command.summary).description(command.summary);
  if (command.argument) made.argument(`<${command.argument[0]}>`, command.argument[1]);
  for (const [flags, description] of command.options) made.option(flags, description);
  made.option("--json", "answer as one JSON document");
  made.action(async () => {
    const { json = false, ...options } = made.opts<{ json?: boolean }>();
    const argument = command.argument ? { [command.argument[0]]: made.args[0] } : {};
    await perform({ command, json, input: { ...options, ...argument } });
  });
}

function groupOf(program: Commander, groups: Map<string, Commander>, name: string): Commander {
  const known = groups.get(name);
  if (known) return known;
  const made = program.command(name).description(`Commands on ${name}.`);
  groups.set(name, made);
  return made;
}
