import { setTimeout as pause } from "node:timers/promises";
import { EngineError } from "../../errors";

export interface Rate {
  readonly perSecond: number;
  /** As many may go at once after a rest. */
  readonly burst: number;
  /** Milliseconds that a request waits for its turn at most. */
  readonly longestWaitMs: number;
}

/** Turso publishes no figure for its platform API. */
export const usualRate: Rate = { perSecond: 20, burst: 40, longestWaitMs: 30_000 };

/**
 * Requests that leave this process for one organization, in order: a fleet that is gone through in bulk asks slowly
 * instead of being refused. The generic cell rate algorithm: one instant instead of a bucket that is filled.
 */
export class RateLimit {
  /** When the budget is whole again, in ms of the monotonic clock. */
  #wholeAt = 0;

  constructor(private readonly rate: Rate) {}

  /** @throws EngineError `Busy` when the turn would come too late; nothing was sent then */
  async turn(): Promise<void> {
    const now = performance.now();
    const next = Math.max(now, this.#wholeAt) + this.#spacing;
    const wait = next - now - this.#spacing * this.rate.burst;
    if (wait > this.rate.longestWaitMs) {
      throw new EngineError("Busy", "Too many requests to Turso are waiting; try again in a minute.", {
        waitMs: Math.round(wait),
      });
    }
    this.#wholeAt = next;
    if (wait > 0) await pause(wait);
  }

  /** Nobody is sent before that many milliseconds have passed; then they are one by one, not all at once. */
  silence(ms: number): void {
    const spent = performance.now() + ms + this.#spacing * this.rate.burst;
    if (ms > 0) this.#wholeAt = Math.max(this.#wholeAt, spent);
  }

  /** Milliseconds between two requests. */
  get #spacing(): number {
    return 1000 / this.rate.perSecond;
  }
}
