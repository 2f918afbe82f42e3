import { EngineError } from "../errors";
import { toEngineError } from "./libsql-server-errors";

const requestMs = 30_000;

/** The server's administration, which listens at a private address of its own. */
export class NamespaceAdmin {
  constructor(
    private readonly url: string | null,
    private readonly authKey: string | null,
  ) {}

  /** Commits are on disk before they are acknowledged; this server's default is to say so earlier. */
  async create(namespace: string): Promise<void> {
    const settings = { durability_mode: "strong" };
    await this.#ask("POST", namespace, "/create", settings);
  }

  async exists(namespace: string): Promise<boolean> {
    return (await this.#ask("GET", namespace, "/config")) !== 404;
  }

  /** Missing is fine. */
  async drop(namespace: string): Promise<void> {
    await this.#ask("DELETE", namespace, "", { keep_backup: false });
  }

  /** @returns the status: of success, or 404 */
  async #ask(method: string, namespace: string, action: string, body?: object): Promise<number> {
    const response = await this.#fetch(`/v1/namespaces/${namespace}${action}`, {
      method,
      headers: {
        "content-type": "application/json",
        ...(this.authKey !== null && { authorization: `basic ${this.authKey}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(requestMs),
    }).catch((error) => {
      throw toEngineError(error, namespace);
    });
    const answer = await response.text();
    if (response.ok || response.status === 404) return response.status;
    if (response.status === 401) {
      throw new EngineError(
        "WrongKey",
        "The administration of the database server does not accept our key.",
        {
          namespace,
        },
      );
    }
    throw new EngineError(
      "ServerFailed",
      `The database server refused to administer ${namespace} (status ${response.status}): ${answer.slice(0, 200)}`,
      { namespace, status: response.status },
    );
  }

  #fetch(path: string, request: RequestInit): Promise<Response> {
    if (this.url === null) {
      throw new EngineError("NotSupported", "This database server has no administration address.");
    }
    return fetch(this.url.replace(/\/+$/, "") + path, request);
  }
}
