import { engineObserver } from "../observer";

const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Whether a replica is worth asking. One that did not answer is left alone for a second, then twice as long each time,
 * and asked again by one reader at a time; meanwhile the primary answers everybody.
 */
export class ReplicaHealth {
  #failures = 0;
  #askAgainAt = 0;

  constructor(private readonly serverId: string) {}

  /** Asking is promised to be followed by `answered` or `failed`. */
  mayBeAsked(): boolean {
    if (this.#failures === 0) return true;
    const now = performance.now();
    if (now < this.#askAgainAt) return false;
    this.#askAgainAt = now + longestPauseMs;
    return true;
  }

  answered(): void {
    if (this.#failures === 0) return;
    this.#failures = 0;
    engineObserver()?.replica?.({ serverId: this.serverId, isUp: true, why: null });
  }

  failed(error: unknown): void {
    this.#askAgainAt = performance.now() + Math.min(longestPauseMs, firstPauseMs * 2 ** this.#failures);
    this.#failures++;
    const why = error instanceof Error ? error.message : String(error);
    if (this.#failures === 1) engineObserver()?.replica?.({ serverId: this.serverId, isUp: false, why });
  }
}
