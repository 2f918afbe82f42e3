import { AsyncLocalStorage } from "node:async_hooks";
import { EngineError } from "./errors";

export interface QueueLimits {
  /** Writes that may wait at the same time. */
  readonly depth: number;
  /** Longest wait in milliseconds before a write that has not begun gives up. */
  readonly waitMs: number;
}

export const defaultQueueLimits: QueueLimits = { depth: 1_000, waitMs: 15_000 };

interface Waiting {
  readonly begin: () => void;
  readonly since: number;
}

/** What a write's code runs inside of; over once it settled, although timers it started still carry it. */
interface RunningWrite {
  over: boolean;
}

const key = Symbol.for("medadmin.databases.running-write");
const holder = globalThis as { [key]?: AsyncLocalStorage<RunningWrite> };
holder[key] ??= new AsyncLocalStorage<RunningWrite>();
const runningWrite = holder[key];

/**
 * One writer at a time. SQLite allows no more, and on `file:` databases waiting for its lock would stop the whole
 * event loop; so writers wait here instead, where waiting costs nothing.
 */
export class WriteQueue {
  #running = false;
  readonly #waiting: Waiting[] = [];
  #longestWaitMs = 0;

  constructor(private readonly limits: QueueLimits = defaultQueueLimits) {}

  get depth(): number {
    return this.#waiting.length;
  }

  get busy(): boolean {
    return this.#running;
  }

  /** Longest wait of a write since the database was opened, in milliseconds. */
  get longestWaitMs(): number {
    return this.#longestWaitMs;
  }

  /** @throws EngineError `Busy` when the queue is full or the wait too long; `NestedWrite` inside another write. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const outer = runningWrite.getStore();
    if (outer && !outer.over) {
      throw new EngineError(
        "NestedWrite",
        "A write was begun inside another write; it would wait for itself.",
      );
    }
    const end = await this.pause();
    const own: RunningWrite = { over: false };
    try {
      return await runningWrite.run(own, work);
    } finally {
      own.over = true;
      end();
    }
  }

  /**
   * Takes a turn in order to keep writers waiting, as when a database is copied: resolves when none is at work.
   * @returns lets the next one begin; whoever waits meanwhile may run into `Busy`
   * @throws EngineError `Busy`
   */
  async pause(): Promise<() => void> {
    if (this.#running) await this.#turn();
    this.#running = true;
    let ended = false;
    return () => {
      if (!ended) this.#next();
      ended = true;
    };
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= this.limits.depth) {
      throw new EngineError("Busy", "Too many writes are waiting for this database.", {
        waiting: this.#waiting.length,
      });
    }
    return new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        const waitedMs = this.limits.waitMs;
        reject(new EngineError("Busy", "The write waited too long for its turn.", { waitedMs }));
      };
      const timer = setTimeout(giveUp, this.limits.waitMs);
      const entry: Waiting = {
        since: performance.now(),
        begin: () => {
          clearTimeout(timer);
          // A `file:` client never waits for anything, so a row of writes would be one long turn of the event loop.
          setImmediate(resolve);
        },
      };
      this.#waiting.push(entry);
    });
  }

  /** Hands the turn on without setting it free, so that nobody who comes now overtakes who waits. */
  #next(): void {
    const next = this.#waiting.shift();
    if (next) {
      this.#longestWaitMs = Math.max(this.#longestWaitMs, performance.now() - next.since);
      next.begin();
    } else {
      this.#running = false;
    }
  }
}
