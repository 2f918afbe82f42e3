/** How long Turso is waited for. Tests are less patient. */
export interface Patience {
  /** Milliseconds for one request and its answer. */
  readonly requestMs: number;
  /** Tries of a request that may be repeated, the first included. */
  readonly attempts: number;
  /** Longest pause in ms after the first failed try, doubled after each further one. */
  readonly firstPauseMs: number;
  /** Longest pause in ms between tries, and what a server may ask us to wait. */
  readonly longestPauseMs: number;
  /** Milliseconds for all tries, when somebody looks at a page meanwhile. */
  readonly healthMs: number;
  /** Milliseconds until a database that was made must answer. */
  readonly readyMs: number;
}

/**
 * A database that was just made answers 404 for two to fifteen seconds and more, with nothing to tell it from one that
 * is missing (tursodatabase/libsql-client-ts#346).
 */
export const usualPatience: Patience = {
  requestMs: 20_000,
  attempts: 5,
  firstPauseMs: 250,
  longestPauseMs: 20_000,
  healthMs: 6_000,
  readyMs: 60_000,
};

/**
 * "Full jitter": anywhere between nothing and the whole of a pause that doubles, so that many who failed together do
 * not come back together.
 * @param failed tries so far, at least 1
 */
export function jitteredPause({ firstPauseMs, longestPauseMs }: Patience, failed: number): number {
  return Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (failed - 1));
}
