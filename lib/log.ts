import pino, { type DestinationStream, type Logger } from "pino";
import { env } from "./env";

const secretFields = [
  "password",
  "passwordHash",
  "secret",
  "token",
  "authToken",
  "key",
  "encryptionKey",
  "cookie",
  "authorization",
  "set-cookie",
];

/** What happened, as JSON lines for machines. Give it the request id whenever there is one. */
export function log(context: { requestId?: string | null } = {}): Logger {
  shared ??= createLog(env().logLevel);
  return context.requestId ? shared.child({ requestId: context.requestId }) : shared;
}

let shared: Logger | undefined;

/** For the command line, whose standard output is the answer. Call it before the first line is logged. */
export function logToStandardError(): void {
  shared = createLog(env().logLevel, pino.destination({ dest: 2, sync: true }));
}

export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: secretFields.flatMap((field) =>
        ["", "*.", "*.*."].map((prefix) => `${prefix}["${field}"]`.replace(".[", "[")),
      ),
      censor: "[redacted]",
    },
    serializers: { err: describeError, error: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * An error as logs may hold it. The query builder appends the parameters of a failed statement to its message, and
 * those are people's data, so they are cut off.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: withoutParameters(error.message),
    ...(typeof code === "string" && { code }),
    stack: withoutParameters(error.stack ?? ""),
    ...(error.cause !== undefined && depth < 5 && { cause: describeError(error.cause, depth + 1) }),
  };
}

function withoutParameters(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, "");
}
