import { failureOf } from "@/lib/actions/failure";
import { engineErrorOf } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { ConfigurationError } from "@/lib/env";
import { translator } from "@/lib/i18n/translator";
import { WrongUsage } from "./command";

/** Why a command did not do what was asked, in words for operators. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** It was asked for in a wrong way. */
  readonly usage: boolean;
}

/** One line for what an operator can act on; with the stack for what nobody foresaw. */
export async function problemOf(error: unknown): Promise<Problem> {
  if (error instanceof WrongUsage) return { code: "wrongUsage", message: await usage(error), usage: true };
  if (error instanceof ConfigurationError)
    return { code: "badConfiguration", message: error.message, usage: false };
  const refused = engineErrorOf(error);
  if (refused) return { code: refused.code, message: refused.message, usage: false };
  if (isDomainError(error, "notFound") && error.params.type === "company") {
    return {
      code: error.code,
      message: 'There is no such company; "tenants list" shows them all.',
      usage: false,
    };
  }
  if (isDomainError(error, "notFound") && error.params.type === "server") {
    return { code: error.code, message: "There is no such database server.", usage: false };
  }
  if (isDomainError(error, "notFound") && error.params.type === "job") {
    return { code: error.code, message: 'There is no such job; "jobs list" shows them.', usage: false };
  }
  if (isDomainError(error)) {
    const { code, params, fields } = failureOf(error, null);
    const say = await translator("en");
    const about = Object.entries(fields).map(
      ([name, { message, params }]) => `${name}: ${say(message, params)}`,
    );
    return {
      code,
      message: about.length > 0 ? about.join("\n") : say(`errors.${code}`, params),
      usage: false,
    };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: "unexpected", message, usage: false };
}

async function usage({ option, message, params }: WrongUsage): Promise<string> {
  const words = message.startsWith("errors.") ? (await translator("en"))(message, params) : message;
  return option ? `${option}: ${words}` : words;
}
