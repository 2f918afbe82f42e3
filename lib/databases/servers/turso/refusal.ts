import { z } from "zod";
import { EngineError } from "../../errors";

const errorBody = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });
const longestReason = 200;

/** What Turso says is wrong, fit for a log; null when the answer is not one of its own, such as a proxy's page. */
export function reasonOf(body: unknown, secret: string): string | null {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return null;
  const { error } = parsed.data;
  return withoutSecrets(typeof error === "string" ? error : error.message, secret);
}

/** Servers are known to repeat what they were sent. */
function withoutSecrets(text: string, secret: string): string {
  return text
    .replaceAll(secret, "…")
    .replace(/eyJ[\w-]*\.[\w-]*\.?[\w-]*/g, "…")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim()
    .slice(0, longestReason);
}

const aboutPlan =
  /\b(quota|upgrade|billing|subscription|plan|maximum|limit(ed)? (is )?(reached|exceeded)|overages?)\b/i;

/** A refusal in the engine's terms; `what` says what we were about to do. */
export function refusal(status: number, reason: string | null, what: string): EngineError {
  const said = reason ? `: ${reason}` : ".";
  const detail = { status };
  if (status === 402 || (status >= 400 && status < 500 && reason !== null && aboutPlan.test(reason))) {
    return new EngineError(
      "QuotaReached",
      `Turso refused to ${what}, for what the organization's plan allows${said}`,
      detail,
    );
  }
  if (status === 401) {
    return new EngineError(
      "WrongKey",
      "Turso does not accept the platform API token; set TURSO_API_TOKEN to one that is valid.",
      detail,
    );
  }
  if (status === 403) {
    return new EngineError(
      "WrongKey",
      `The platform API token does not allow to ${what} in this Turso organization${said}`,
      detail,
    );
  }
  if (status === 429) {
    return new EngineError(
      "Busy",
      "Turso takes no more requests at the moment; try again in a minute.",
      detail,
    );
  }
  return new EngineError("ServerFailed", `Turso refused to ${what} (status ${status})${said}`, detail);
}
