import type { Client, InStatement, TransactionMode } from "@libsql/client";
import type { Connection } from "./connection";

/**
 * A database that may be used again and again while its descriptors come and go: the cache closes what nobody used
 * for a while, the next use opens it again. Handles hold this, never a connection.
 */
export class OpenDatabase {
  #connection: Promise<Connection> | null = null;
  #settled: Connection | null = null;
  lastUsedAt = performance.now();

  /** @param open opens and verifies; what it throws reaches whoever asked, and the next use tries again */
  constructor(private readonly open: () => Promise<Connection>) {}

  get isOpen(): boolean {
    return this.#settled !== null;
  }

  /** Idle means that it may be closed without anybody noticing. */
  get isIdle(): boolean {
    return this.#settled !== null && !this.#settled.queue.busy;
  }

  connection(): Promise<Connection> {
    this.lastUsedAt = performance.now();
    this.#connection ??= this.open().then(
      (connection) => {
        this.#settled = connection;
        return connection;
      },
      (error) => {
        this.#connection = null;
        throw error;
      },
    );
    return this.#connection;
  }

  close(): void {
    this.#settled?.close();
    this.#settled = null;
    this.#connection = null;
  }
}

/** What drizzle needs of a client in order to read, opened on demand. */
export function readingClient(current: () => OpenDatabase): Client {
  const reader = async () => (await current().connection()).reader;
  const reading: Pick<Client, "execute" | "batch"> = {
    execute: async (statement: InStatement) => (await reader()).execute(statement),
    batch: async (statements: Array<InStatement>, mode?: TransactionMode) =>
      (await reader()).batch(statements, mode),
  };
  return reading as Client;
}
