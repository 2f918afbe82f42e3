import { z } from "zod";
import type { Actor } from "@/lib/databases";
import type { ErrorParams } from "@/lib/domain/errors";
import { fieldProblems } from "@/lib/domain/field-problems";

/** How far a command got; what a progress bar shows, or a line in a pipe. */
export interface Step {
  readonly done: number;
  readonly total: number;
  readonly text: string;
}

/** What a command found or did. `failed` when some of it did not work while the rest went on. */
export interface Outcome<Data> {
  readonly data: Data;
  readonly failed?: boolean;
}

export interface CommandContext {
  readonly actor: Actor;
  readonly now: () => Date;
  /** Aborted when nobody waits for the answer any more; between two steps that is looked at anyway. */
  readonly signal: AbortSignal;
}

interface Definition<Input extends z.ZodType, Data> {
  /** As typed: `tenants migrate`. */
  readonly name: string;
  readonly summary: string;
  /** A word after the options, such as the SQL of a query: its name in `input`, and what it is. */
  readonly argument?: readonly [name: string, description: string];
  /** As commander writes them: `["--company <slug-or-code>", "only this company"]`. */
  readonly options?: ReadonlyArray<readonly [flags: string, description: string]>;
  /** What the options amount to. Names are those of the options in camel case. */
  readonly input: Input | ((given: object) => Input);
  /** `alone` commands replace databases, so they run while no server does and start no engine themselves. */
  readonly place?: "engine" | "alone";
  /** Runs in the process that owns the data folder; everything it yields and returns must survive JSON. */
  readonly run: (
    input: z.output<Input>,
    context: CommandContext,
  ) => Promise<Outcome<Data>> | AsyncGenerator<Step, Outcome<Data>, void>;
  /** The answer for people, without a line end. */
  readonly show: (data: Data) => string;
  /** What somebody at a terminal is asked once the answer is shown; who agrees runs it again with this too. */
  readonly confirm?: (data: Data) => Confirmation | null;
}

export interface Confirmation {
  readonly question: string;
  readonly input: object;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly argument: readonly [name: string, description: string] | null;
  readonly options: ReadonlyArray<readonly [flags: string, description: string]>;
  readonly place: "engine" | "alone";
  /** @throws WrongUsage naming the option */
  readonly parse: (input: object) => unknown;
  readonly run: (input: object, context: CommandContext) => AsyncGenerator<Step, Outcome<unknown>, void>;
  readonly show: (data: unknown) => string;
  readonly confirm: (data: unknown) => Confirmation | null;
}

/** The command was asked for in a way it cannot be: exit code 2. */
export class WrongUsage extends Error {
  override readonly name = "WrongUsage";

  /** @param params for a message that is the id of one, such as `errors.tooShort` */
  constructor(
    readonly option: string | null,
    message: string,
    readonly params: ErrorParams = {},
  ) {
    super(message);
  }
}

export function defineCommand<Input extends z.ZodType, Data>(definition: Definition<Input, Data>): Command {
  const { name, summary, argument, options, place, input, run, show, confirm } = definition;
  const parse = (given: object): z.output<Input> => {
    const schema = typeof input === "function" ? input(given) : input;
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const field = issue?.path.join(".") ?? "";
    const params = fieldProblems(parsed.error)[field]?.params;
    const isMissing =
      issue?.code === "invalid_type" && (given as Record<string, unknown>)[field] === undefined;
    throw new WrongUsage(
      optionName(field, argument?.[0]),
      isMissing ? "is missing" : (issue?.message ?? ""),
      params,
    );
  };
  return {
    name,
    summary,
    argument: argument ?? null,
    options: options ?? [],
    place: place ?? "engine",
    parse,
    run: async function* (given, context) {
      const running = run(parse(given), context);
      return Symbol.asyncIterator in running ? yield* running : await running;
    },
    show: (data) => show(data as Data),
    confirm: (data) => confirm?.(data as Data) ?? null,
  };
}

function optionName(field: string, argument: string | undefined): string {
  // Never an argument: see `withPassword`.
  if (field === "password") return "--password-stdin";
  return field === argument
    ? `<${field}>`
    : `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** A whole number given as an option. */
export function wholeNumber(min: number, max: number) {
  return z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);
}
