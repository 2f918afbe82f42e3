import type { Logger } from "pino";

interface FailedRequest {
  readonly method: string;
  readonly route: string;
  readonly kind: string;
}

/** What no page foresaw, with its stack; in one line what Next refused before any code of ours ran. */
export function logRequestError(to: Logger, error: unknown, request: FailedRequest): void {
  const reason = refusalOf(error);
  if (reason) to.warn({ ...request, reason }, "A request was refused.");
  else to.error({ err: error, ...request }, "A request failed.");
}

/** A form from another site's page, or one larger than `serverActions.bodySizeLimit`: anybody can cause these. */
function refusalOf(error: unknown): string | null {
  const [line = ""] = error instanceof Error ? error.message.split("\n", 1) : [];
  return line === "Invalid Server Actions request." || /^Body exceeded .* limit\.$/.test(line) ? line : null;
}
