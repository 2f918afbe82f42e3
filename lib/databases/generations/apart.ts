import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Client, InArgs, InStatement, ResultSet, Row, Value } from "@libsql/client";
import { fileUrl } from "../file-url";

/** What of a client there is on a connection of another process. */
export type ApartClient = Pick<Client, "execute" | "migrate">;

interface PlainResult {
  readonly columns: string[];
  readonly rows: Value[][];
  readonly rowsAffected: number;
}

interface Answer {
  readonly value?: unknown;
  readonly failed?: { readonly message: string; readonly code: string | null };
}

/**
 * A database opened in a process of its own: what takes seconds there takes nobody's time here. One request at a
 * time. When this process dies, the other ends itself within a tenth of a second.
 */
export class Apart implements ApartClient {
  #last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly child: ChildProcess) {}

  /**
   * The key goes through a channel: arguments and environments can be read by others.
   * @param mode `ro` for a database that is open here too; `rw` only for one that nobody else can reach
   */
  static async open(path: string, key: string | null, mode: "ro" | "rw"): Promise<Apart> {
    const script = join(
      /* turbopackIgnore: true */ process.cwd(),
      "lib/databases/generations/apart-child.mjs",
    );
    const apart = new Apart(fork(script, { serialization: "advanced", execArgv: [] }));
    try {
      await apart.#ask({ work: "open", url: fileUrl(path, mode), key });
      return apart;
    } catch (error) {
      await apart.close();
      throw error;
    }
  }

  async execute(statement: InStatement | string, args?: InArgs): Promise<ResultSet> {
    const asked = typeof statement === "string" ? { sql: statement, args: args ?? [] } : statement;
    return toResultSet((await this.#ask({ work: "execute", statement: asked })) as PlainResult);
  }

  async migrate(statements: InStatement[]): Promise<ResultSet[]> {
    return ((await this.#ask({ work: "migrate", statements })) as PlainResult[]).map(toResultSet);
  }

  /** Resolves when the process is gone, and the file closed with it. */
  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, "exit");
    if (this.child.connected) this.child.disconnect();
    await gone;
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
        settle(() =>
          failed ? reject(Object.assign(new Error(failed.message), { code: failed.code })) : resolve(value),
        );
      const onExit = () => settle(() => reject(new Error("The process that worked on the database ended.")));
      const onError = (error: Error) => settle(() => reject(error));
      this.child.once("message", onMessage).once("exit", onExit).once("error", onError);
      if (this.child.exitCode !== null || this.child.signalCode !== null) onExit();
      else this.child.send(request, (error) => error && onError(error));
    });
  }
}

function toResultSet({ columns, rows, rowsAffected }: PlainResult): ResultSet {
  const named = rows.map(
    (values) =>
      Object.assign([...values], Object.fromEntries(columns.map((name, at) => [name, values[at]]))) as Row,
  );
  const columnTypes = columns.map(() => "");
  return { columns, columnTypes, rows: named, rowsAffected, lastInsertRowid: undefined, toJSON: () => rows };
}
