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
  readonly giveUp: (error: EngineError) => void;
  readonly since: number;
}

const insideWrite = new AsyncLocalStorage<true>();

/**
 * One writer at a time. SQLite allows no more, and on `file:` databases waiting for its lock would stop the whole
 * event loop; so writers wait here instead, where waiting costs nothing.
 */
export class WriteQueue {
  #running = false;
  readonly #waiting: Waiting[] = [];
  #idle: Array<() => void> = [];
  #longestWaitMs = 0;

  constructor(private readonly limits: QueueLimits = defaultQueueLimits) {}

  get depth(): number {
    return this.#waiting.length;
  }

  get busy(): boolean {
    return this.#running || this.#waiting.length > 0;
  }

  /** Longest wait of a write since the process began, in milliseconds. */
  get longestWaitMs(): number {
    return this.#longestWaitMs;
  }

  /** @throws EngineError `Busy` when the queue is full or the wait too long; `NestedWrite` inside another write. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (insideWrite.getStore()) {
      throw new EngineError(
        "NestedWrite",
        "A write was begun inside another write; it would wait for itself.",
      );
    }
    if (this.#running) await this.#turn();
    this.#running = true;
    try {
      return await insideWrite.run(true, work);
    } finally {
      this.#next();
    }
  }

  /** Resolves once nothing runs and nothing waits. */
  async drained(): Promise<void> {
    if (!this.busy) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= this.limits.depth) {
      throw new EngineError("Busy", "Too many writes are waiting for this database.", {
        waiting: this.#waiting.length,
      });
    }
    return new Promise<void>((resolve, reject) => {
      const entry: Waiting = {
        since: performance.now(),
        begin: () => {
          clearTimeout(timer);
          resolve();
        },
        giveUp: reject,
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(entry), 1);
        entry.giveUp(
          new EngineError("Busy", "The write waited too long for its turn.", {
            waitedMs: this.limits.waitMs,
          }),
        );
      }, this.limits.waitMs);
      this.#waiting.push(entry);
    });
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next) {
      this.#longestWaitMs = Math.max(this.#longestWaitMs, performance.now() - next.since);
      next.begin();
      return;
    }
    this.#running = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
