import { EngineError } from "../errors";
import { blockedByUs, toEngineError } from "./libsql-server-errors";

const requestMs = 30_000;
const forkMs = 5_000;

/** Commits are on disk before they are acknowledged; this server's default is to say so earlier. */
const durable = { durability_mode: "strong" };

/** The answers to a fork whose name is taken: by a namespace, or by files that a removed one wrote on its way out. */
const inTheWay = (status: number, text: string) =>
  status === 400 || (status === 500 && text.includes("Directory not empty"));

/** The server's administration, which listens at a private address of its own. */
export class NamespaceAdmin {
  constructor(
    private readonly url: string | null,
    private readonly authKey: string | null,
  ) {}

  async create(namespace: string): Promise<void> {
    await this.#ask("POST", namespace, "/create", { body: durable });
  }

  /**
   * `exists`: something has the name already, if only files that were left of it; `drop` removes both. `missing`: there is nothing to fork, or the server
   * put it out of memory just then. `unanswered`: a server that puts namespaces out of memory at that moment may wait
   * for itself for ever; it takes the next request.
   */
  async fork(from: string, to: string): Promise<"made" | "exists" | "missing" | "unanswered"> {
    try {
      const { status } = await this.#ask("POST", from, `/fork/${to}`, {
        patienceMs: forkMs,
        alsoFine: inTheWay,
      });
      if (status === 404) return "missing";
      return status === 400 || status === 500 ? "exists" : "made";
    } catch (error) {
      if (error instanceof Error && (error.cause as Error | undefined)?.name === "TimeoutError")
        return "unanswered";
      throw error;
    }
  }

  async exists(namespace: string): Promise<boolean> {
    return (await this.#ask("GET", namespace, "/config")).status !== 404;
  }

  /**
   * Lets the server itself refuse every write, or accept them again.
   * @throws EngineError `DatabaseMissing`
   */
  async blockWrites(namespace: string, reason: string | null): Promise<void> {
    const { status, text } = await this.#ask("GET", namespace, "/config");
    if (status === 404) throw missing(namespace);
    // What is sent replaces everything, so everything is sent.
    const block_reason = reason === null ? null : `${blockedByUs} ${reason}`;
    const config = { ...configOf(text, namespace), ...durable, block_writes: reason !== null, block_reason };
    await this.#ask("POST", namespace, "/config", { body: config });
  }

  /** Missing is fine. */
  async drop(namespace: string): Promise<void> {
    await this.#ask("DELETE", namespace, "", { body: { keep_backup: false } });
  }

  /** @returns of success, of 404, and of `alsoFine` */
  async #ask(
    method: string,
    namespace: string,
    action: string,
    {
      body,
      alsoFine,
      patienceMs = requestMs,
    }: { body?: object; alsoFine?: (status: number, text: string) => boolean; patienceMs?: number } = {},
  ): Promise<{ status: number; text: string }> {
    const response = await this.#fetch(`/v1/namespaces/${namespace}${action}`, {
      method,
      headers: {
        "content-type": "application/json",
        ...(this.authKey !== null && { authorization: `basic ${this.authKey}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    }).catch((error) => {
      throw toEngineError(error, namespace);
    });
    const text = await response.text();
    const { status } = response;
    if (response.ok || status === 404 || alsoFine?.(status, text)) return { status, text };
    if (status === 401) {
      const why =
        "The administration of the database server does not accept our key (LIBSQL_ADMIN_AUTH_KEY).";
      throw new EngineError("WrongKey", why, { database: namespace });
    }
    const said = text.slice(0, 200);
    if (/no space left|disk is full|SQLITE_FULL/i.test(text)) {
      throw new EngineError("NoSpace", "The database server has no space left.", {
        database: namespace,
        said,
      });
    }
    throw new EngineError(
      "ServerFailed",
      `The database server refused to administer ${namespace} (status ${status}): ${said}`,
      { database: namespace, status },
    );
  }

  #fetch(path: string, request: RequestInit): Promise<Response> {
    if (this.url === null) {
      throw new EngineError("NotSupported", "This database server has no administration address.");
    }
    // It is sent what opens everything, and what it answers is told: nobody may send us on to another address.
    return fetch(this.url.replace(/\/+$/, "") + path, { ...request, redirect: "manual" });
  }
}

function missing(namespace: string): EngineError {
  return new EngineError("DatabaseMissing", "The database is not on its server.", { database: namespace });
}

function configOf(text: string, namespace: string): object {
  const config: unknown = JSON.parse(text);
  if (typeof config === "object" && config !== null) return config;
  throw new EngineError("ServerFailed", "The database server did not tell how a database is set.", {
    database: namespace,
  });
}
