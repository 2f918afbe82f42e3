import type { Client } from "@libsql/client";
import { EngineError } from "../errors";
import { sayingNoSpace } from "../no-space";
import { Apart } from "./apart";

/** Processes at the same time; who asks for more waits. */
const most = 2;
/** How long one that nobody needs is kept: starting another takes a tenth of a second. */
const idleMs = 5_000;

/** Processes that write to databases which are open here: each for one transaction at a time. */
export class ApartWriters {
  readonly #idle = new Map<Apart, NodeJS.Timeout>();
  #running = 0;
  readonly #waiting: Array<() => void> = [];

  /**
   * Lends a connection of another process to this file, which whoever asks has open here too.
   * @param work has its turn in the write queue of that database, so that nobody here is in its way
   */
  async use<T>(path: string, key: string | null, work: (writer: Client) => Promise<T>): Promise<T> {
    if (this.#running < most) this.#running++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      const apart = await this.#opened(path, key);
      return await this.#lend(apart, work);
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }

  /** Ends those that nobody uses. */
  async close(): Promise<void> {
    const idle = [...this.#idle.keys()];
    await Promise.all(idle.map((apart) => this.#end(apart)));
  }

  async #opened(path: string, key: string | null): Promise<Apart> {
    const [known] = this.#idle.keys();
    if (known) {
      clearTimeout(this.#idle.get(known));
      this.#idle.delete(known);
      known.hold(true);
      try {
        await known.openFile(path, key, "rw");
        return known;
      } catch {
        // It may have died of its own meanwhile: a new one says whether it is the file.
        await known.close();
      }
    }
    return Apart.open(path, key, "rw");
  }

  async #lend<T>(apart: Apart, work: (writer: Client) => Promise<T>): Promise<T> {
    try {
      return await sayingNoSpace(() => work(asWriter(apart)));
    } finally {
      // What was committed stays so, whatever becomes of the process afterwards.
      const isClosed = await apart.closeFile().then(
        () => true,
        () => false,
      );
      if (isClosed) this.#keep(apart);
      else await apart.close();
    }
  }

  #keep(apart: Apart): void {
    apart.hold(false);
    this.#idle.set(apart, setTimeout(() => void this.#end(apart), idleMs).unref());
  }

  async #end(apart: Apart): Promise<void> {
    clearTimeout(this.#idle.get(apart));
    this.#idle.delete(apart);
    await apart.close();
  }
}

/** What drizzle writes with: transactions, and nothing outside of them. */
function asWriter(apart: Apart): Client {
  const never = async () => {
    throw new EngineError("NotSupported", "A connection for writing has only transactions.");
  };
  return {
    protocol: "file",
    closed: false,
    transaction: () => apart.transaction(),
    reconnect: () => apart.reconnect(),
    close: () => {},
    execute: never,
    batch: never,
    migrate: never,
    executeMultiple: never,
    sync: never,
  };
}
