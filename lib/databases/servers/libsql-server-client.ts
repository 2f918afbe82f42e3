import {
  type Client,
  createClient,
  type InArgs,
  type InStatement,
  type ResultSet,
  type Transaction,
  type TransactionMode,
} from "@libsql/client";
import { type Access, impatient, namespaceFetch } from "./libsql-server-access";
import { toEngineError } from "./libsql-server-errors";

/** A client of one namespace that fails in the engine's terms. */
export function namespaceClient(url: string, access: Access): Client {
  return remoteClient(url, namespaceFetch(access), access.namespace);
}

/** As `namespaceClient`, of a replica, which has a primary behind it: it answers soon or not at all. */
export function replicaClient(url: string, access: Access): Client {
  return remoteClient(url, namespaceFetch(access, impatient), access.namespace);
}

/**
 * A client of one database that speaks the libSQL server's protocol, and fails in the engine's terms.
 * @param database its name, for errors
 */
export function remoteClient(
  url: string,
  fetch: (request: Request) => Promise<Response>,
  database: string,
): Client {
  return new TypedClient(createClient({ url, fetch }), database);
}

class TypedClient implements Client {
  constructor(
    private readonly client: Client,
    private readonly database: string,
  ) {}

  get protocol(): string {
    return this.client.protocol;
  }

  get closed(): boolean {
    return this.client.closed;
  }

  execute(statement: InStatement, args?: InArgs): Promise<ResultSet> {
    const whole = typeof statement === "string" && args ? { sql: statement, args } : statement;
    return this.#typed(this.client.execute(whole));
  }

  batch(statements: Array<InStatement | [string, InArgs?]>, mode?: TransactionMode): Promise<ResultSet[]> {
    return this.#typed(this.client.batch(statements, mode));
  }

  migrate(statements: InStatement[]): Promise<ResultSet[]> {
    return this.#typed(this.client.migrate(statements));
  }

  async transaction(mode: TransactionMode = "write"): Promise<Transaction> {
    const transaction = await this.#typed(this.client.transaction(mode));
    return new TypedTransaction(transaction, (work) => this.#typed(work));
  }

  executeMultiple(sql: string): Promise<void> {
    return this.#typed(this.client.executeMultiple(sql));
  }

  sync(): ReturnType<Client["sync"]> {
    return this.client.sync();
  }

  reconnect(): void {
    this.client.reconnect();
  }

  close(): void {
    this.client.close();
  }

  async #typed<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw toEngineError(error, this.database);
    }
  }
}

class TypedTransaction implements Transaction {
  constructor(
    private readonly transaction: Transaction,
    private readonly typed: <T>(work: Promise<T>) => Promise<T>,
  ) {}

  get closed(): boolean {
    return this.transaction.closed;
  }

  execute(statement: InStatement): Promise<ResultSet> {
    return this.typed(this.transaction.execute(statement));
  }

  batch(statements: InStatement[]): Promise<ResultSet[]> {
    return this.typed(this.transaction.batch(statements));
  }

  executeMultiple(sql: string): Promise<void> {
    return this.typed(this.transaction.executeMultiple(sql));
  }

  commit(): Promise<void> {
    return this.typed(this.transaction.commit());
  }

  /** Never fails: what cannot be reached any more is rolled back by the server, and why it came to this is told. */
  async rollback(): Promise<void> {
    await this.transaction.rollback().catch(() => {});
  }

  close(): void {
    this.transaction.close();
  }
}
