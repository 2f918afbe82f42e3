import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Client, InArgs, InStatement, ResultSet, Row, Transaction, Value } from "@libsql/client";
import { fileUrl } from "../file-url";

/** What of a client there is on a connection of another process. */
export type ApartClient = Pick<Client, "execute" | "migrate">;

interface PlainResult {
  readonly columns: string[];
  readonly rows: Value[][];
  readonly rowsAffected: number;
  readonly lastInsertRowid: bigint | undefined;
}

interface Answer {
  readonly value?: unknown;
  readonly failed?: { readonly message: string; readonly code?: string; readonly extendedCode?: string };
}

/**
 * A database opened in a process of its own: what takes seconds there takes nobody's time here. One request at a
 * time. When this process dies, the other ends itself within a tenth of a second.
 */
export class Apart implements ApartClient {
  #last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly child: ChildProcess) {}

  /** @param mode as `openFile()` */
  static async open(path: string, key: string | null, mode: "ro" | "rw"): Promise<Apart> {
    const apart = Apart.start();
    try {
      await apart.openFile(path, key, mode);
      return apart;
    } catch (error) {
      await apart.close();
      throw error;
    }
  }

  /** A process that has nothing open yet. */
  static start(): Apart {
    const script = join(/* turbopackIgnore: true */ process.cwd(), "lib/databases/apart/apart-child.mjs");
    return new Apart(fork(script, { serialization: "advanced", execArgv: ["--expose-gc"] }));
  }

  /**
   * The key goes through a channel: arguments and environments can be read by others.
   * @param mode `ro` for a database that is open here too; `rw` only for one that nobody else can reach, or for who has
   * its turn in its write queue
   */
  async openFile(path: string, key: string | null, mode: "ro" | "rw"): Promise<void> {
    await this.#ask({ work: "open", url: fileUrl(path, mode), key });
  }

  /** The process stays; resolves when its descriptors are gone. */
  async closeFile(): Promise<void> {
    await this.#ask({ work: "close" });
  }

  /** Whether this process waits for the other one before it ends by itself. */
  hold(isHeld: boolean): void {
    for (const each of [this.child, this.child.channel]) {
      if (isHeld) each?.ref();
      else each?.unref();
    }
  }

  async execute(statement: InStatement | string, args?: InArgs): Promise<ResultSet> {
    const asked = typeof statement === "string" ? { sql: statement, args: args ?? [] } : statement;
    return toResultSet((await this.#ask({ work: "execute", statement: asked })) as PlainResult);
  }

  async migrate(statements: InStatement[]): Promise<ResultSet[]> {
    return ((await this.#ask({ work: "migrate", statements })) as PlainResult[]).map(toResultSet);
  }

  /** One that is closed refuses everything: the process may have another one by then, of another company. */
  async transaction(): Promise<Transaction> {
    const of = await this.#ask({ work: "begin" });
    let closed = false;
    const ask = async (request: object) => {
      if (closed)
        throw Object.assign(new Error("The transaction is closed."), { code: "TRANSACTION_CLOSED" });
      return this.#ask({ ...request, of });
    };
    const end = async (work: "commit" | "rollback") => {
      const ending = ask({ work });
      closed = true;
      await ending;
    };
    return {
      get closed() {
        return closed;
      },
      execute: async (statement) => toResultSet((await ask({ work: "step", statement })) as PlainResult),
      batch: async (statements) =>
        ((await ask({ work: "steps", statements })) as PlainResult[]).map(toResultSet),
      executeMultiple: async (script) => {
        await ask({ work: "script", script });
      },
      commit: () => end("commit"),
      rollback: async () => {
        if (!closed) await end("rollback");
      },
      close: () => {
        if (!closed) end("rollback").catch(() => {});
      },
    };
  }

  /** After SQLITE_BUSY, which leaves a client that keeps failing. */
  async reconnect(): Promise<void> {
    await this.#ask({ work: "reconnect" });
  }

  /** Resolves when the process is gone, and the file closed with it. */
  async close(): Promise<void> {
    if (this.#hasEnded) return;
    const gone = once(this.child, "exit");
    if (this.child.connected) this.child.disconnect();
    await gone;
  }

  get #hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  #ask(request: object): Promise<unknown> {
    const answer = this.#last.then(() => this.#exchange(request));
    this.#last = answer.catch(() => {});
    return answer;
  }

  #exchange(request: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        this.child.off("message", onMessage).off("exit", onExit).off("error", onError);
        act();
      };
      const onMessage = ({ value, failed }: Answer) =>
        settle(() => (failed ? reject(Object.assign(new Error(failed.message), failed)) : resolve(value)));
      const onExit = () => settle(() => reject(new Error("The process that worked on the database ended.")));
      const onError = (error: Error) => settle(() => reject(error));
      this.child.once("message", onMessage).once("exit", onExit).once("error", onError);
      if (this.#hasEnded) onExit();
      else this.child.send(request, (error) => error && onError(error));
    });
  }
}

function toResultSet({ columns, rows, rowsAffected, lastInsertRowid }: PlainResult): ResultSet {
  const columnTypes = columns.map(() => "");
  const named = rows.map((values) => toRow(columns, values));
  return { columns, columnTypes, rows: named, rowsAffected, lastInsertRowid, toJSON: () => rows };
}

/** As the library makes them: values by name, the first of two, and by number where nobody enumerates them. */
function toRow(columns: readonly string[], values: readonly Value[]): Row {
  const row: Record<string, unknown> = {};
  for (const [at, name] of columns.entries()) if (!Object.hasOwn(row, name)) row[name] = values[at];
  const numbered = Object.fromEntries(values.map((value, at) => [at, { value }]));
  return Object.defineProperties(row, { ...numbered, length: { value: values.length } }) as Row;
}
