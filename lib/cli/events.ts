import { failureOf } from "@/lib/actions/failure";
import { translator } from "@/lib/actions/translator";
import { isEngineError } from "@/lib/databases/errors";
import { isDomainError } from "@/lib/domain/errors";
import { ConfigurationError } from "@/lib/env";
import { type Outcome, type Step, WrongUsage } from "./command";

/** Asks for a command, in this process or over the socket of the one that owns the data folder. */
export interface CommandRequest {
  readonly name: string;
  readonly input: unknown;
  /** Who sits at the keyboard, for the audit. */
  readonly operator: string;
}

/** What comes back, in order; the last is an outcome or a problem. All of it survives JSON. */
export type CommandEvent =
  | { readonly type: "step"; readonly step: Step }
  | { readonly type: "outcome"; readonly outcome: Outcome<unknown> }
  | { readonly type: "problem"; readonly problem: Problem };

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly usage: boolean;
}

/** One line for what an operator can act on; with the stack for what nobody foresaw. */
export async function problemOf(error: unknown): Promise<Problem> {
  if (error instanceof WrongUsage)
    return { code: "wrongUsage", message: await usageMessage(error), usage: true };
  if (error instanceof ConfigurationError)
    return { code: "badConfiguration", message: error.message, usage: false };
  if (isEngineError(error)) return { code: error.code, message: error.message, usage: false };
  if (isDomainError(error)) {
    const { code, params, fields } = failureOf(error, null);
    const say = await translator("en");
    const problems = Object.entries(fields).map(
      ([field, problem]) => `${field}: ${say(problem.message, problem.params)}`,
    );
    return { code, message: [say(`errors.${code}`, params), ...problems].join("\n"), usage: false };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: "unexpected", message, usage: false };
}

async function usageMessage({ option, message, params }: WrongUsage): Promise<string> {
  const words = message.startsWith("errors.") ? (await translator("en"))(message, params) : message;
  return option ? `${option}: ${words}` : words;
}
