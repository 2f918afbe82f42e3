/** What was at work showed no sign of life for too long. */
export class JobHung extends Error {
  override readonly name = "JobHung";

  constructor(ms: number) {
    super(`It did not say how far it got for ${inWords(ms)}, and was ended.`);
  }
}

export interface HangGuard {
  /** Aborted with a `JobHung` when nothing was heard for too long. */
  readonly signal: AbortSignal;
  /** A sign of life. */
  readonly alive: () => void;
  /** As `work`, but rejects with the `JobHung` when it has not stopped although it was told to. */
  readonly bounded: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * Nobody can end work that waits for something that never comes; but nobody has to wait with it.
 * @param longestMs without a sign of life
 * @param graceMs to stop in, once it is told
 */
export function hangGuard(longestMs: number, graceMs: number): HangGuard {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let giveUp = (_: JobHung) => {};
  const after = (ms: number, act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, ms).unref();
  };
  const expire = () => {
    const hung = new JobHung(longestMs);
    late.abort(hung);
    after(graceMs, () => giveUp(hung));
  };
  const alive = () => {
    if (!late.signal.aborted) after(longestMs, expire);
  };
  return {
    signal: late.signal,
    alive,
    bounded: async (work) => {
      const givenUp = new Promise<never>((_, reject) => {
        giveUp = reject;
      });
      alive();
      try {
        return await Promise.race([work(), givenUp]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function inWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return `${ms} ms`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
