import { setTimeout as pause } from "node:timers/promises";
import { EngineError } from "../../errors";
import { jitteredPause, type Patience } from "./patience";
import type { RateLimit } from "./rate-limit";
import { parseJson, readBody } from "./read-body";
import { reasonOf, refusal } from "./refusal";

export interface PlatformRequest {
  readonly method: "GET" | "POST" | "DELETE";
  /** Below the address of the API, each part encoded. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** Whether it may be sent again when nobody knows whether it was carried out. */
  readonly repeatable: boolean;
  /** Statuses that are no failure here; the caller decides what they mean. */
  readonly expected?: readonly number[];
  /** For messages: "create a database". */
  readonly what: string;
}

export interface PlatformAnswer {
  readonly status: number;
  /** Of a success: its JSON. */
  readonly json: unknown;
  /** Of an expected refusal: what Turso said. */
  readonly reason: string | null;
}

export interface PlatformAccess {
  /** Where the API is, without a slash at the end. */
  readonly url: string;
  readonly apiToken: string;
  readonly rate: RateLimit;
  readonly patience: Patience;
}

/** Some forty thousand databases in one list. */
const mostBytes = 32 * 1024 * 1024;
const passingStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];

/** Sends requests to the platform API: in turn, each with an end, and again where that is safe. */
export class PlatformRequests {
  /** Out of reach of whoever prints or logs an object with all that is in it. */
  readonly #access: PlatformAccess;

  constructor(access: PlatformAccess) {
    this.#access = access;
  }

  /** @throws EngineError `WrongKey`, `QuotaReached`, `Busy`, `ServerFailed` */
  async ask(request: PlatformRequest): Promise<PlatformAnswer> {
    const { patience, rate } = this.#access;
    for (let failed = 1; ; failed++) {
      await rate.turn();
      const outcome = await this.#try(request);
      if (!(outcome instanceof Failure)) return outcome;
      const { error, status, retryAfterMs } = outcome;
      if (status === 429) rate.silence(Math.min(retryAfterMs, patience.longestPauseMs));
      const isPassing = status === null || passingStatuses.includes(status);
      // What was refused for the rate was not carried out.
      const mayRepeat = isPassing && (request.repeatable || status === 429);
      if (!mayRepeat || failed >= patience.attempts || retryAfterMs > patience.longestPauseMs) throw error;
      await pause(retryAfterMs + jitteredPause(patience, failed));
    }
  }

  async #try(request: PlatformRequest): Promise<PlatformAnswer | Failure> {
    const { method, what, expected = [] } = request;
    let response: Response;
    let text: string | null;
    try {
      response = await fetch(this.#address(request), {
        method,
        headers: {
          authorization: `Bearer ${this.#access.apiToken}`,
          accept: "application/json",
          ...(request.body && { "content-type": "application/json" }),
        },
        ...(request.body && { body: JSON.stringify(request.body) }),
        // The token goes nowhere else, whoever asks for it.
        redirect: "manual",
        signal: AbortSignal.timeout(this.#access.patience.requestMs),
      });
      text = await readBody(response, mostBytes);
    } catch (cause) {
      const message = `Turso cannot be reached to ${what}.`;
      return new Failure(new EngineError("ServerFailed", message, {}, { cause }), null);
    }
    const { status } = response;
    const json = text === null ? undefined : parseJson(text);
    if (response.ok) {
      if (json !== undefined || text === "") return { status, json, reason: null };
      return new Failure(undocumented(what, status), status);
    }
    const reason = reasonOf(json, this.#access.apiToken);
    // A refusal that means something to us must be Turso's own: proxies answer 404, too.
    if (expected.includes(status) && reason !== null) return { status, json: undefined, reason };
    return new Failure(refusal(status, reason, what), status, retryAfterMs(response.headers));
  }

  #address({ path, query }: PlatformRequest): string {
    const address = `${this.#access.url}/${path.map(encodeURIComponent).join("/")}`;
    return query ? `${address}?${new URLSearchParams(query)}` : address;
  }
}

class Failure {
  constructor(
    readonly error: EngineError,
    /** Null when there was no answer. */
    readonly status: number | null,
    readonly retryAfterMs = 0,
  ) {}
}

export function undocumented(what: string, status: number): EngineError {
  return new EngineError("ServerFailed", `Turso did not answer as documented when asked to ${what}.`, {
    status,
  });
}

/** In seconds or as a date, as RFC 9110 has it; 0 when there is none that can be understood. */
function retryAfterMs(headers: Headers): number {
  const told = headers.get("retry-after")?.trim() ?? "";
  const ms = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}
