import { EngineError, engineErrorOf } from "./errors";

/**
 * How SQLite (here or in another process) and the file system say that the disk takes no more: full, or over a quota or
 * a limit of the process. SQLite calls all but the first an input/output error, so a disk that fails says the same; what
 * to do about it begins in the same place.
 */
const signs =
  /ENOSPC|EDQUOT|EFBIG|SQLITE_FULL|disk is full|SQLITE_IOERR_(WRITE|TRUNCATE|SHMSIZE|SHMMAP|FSYNC)/;

export function isDiskFull(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Error && depth < 8; e = e.cause, depth++) {
    const { code, extendedCode } = e as { code?: unknown; extendedCode?: unknown };
    if (signs.test(`${code} ${extendedCode} ${e.message}`)) return true;
  }
  return false;
}

/** The error itself, or `NoSpace` in its place when that is what it comes down to. */
export function asNoSpace(error: unknown): unknown {
  const known = engineErrorOf(error);
  if (known?.code === "NoSpace") return known;
  return isDiskFull(error) ? noSpace("The disk is full, or takes no more from us.", {}, error) : error;
}

/** @param message one sentence; what to do about it follows */
export function noSpace(message: string, detail: Record<string, number> = {}, cause?: unknown): EngineError {
  return new EngineError("NoSpace", `${message} Nothing was changed: make room, then try again.`, detail, {
    cause,
  });
}

/** Runs `work`, and says `NoSpace` where the disk was full. */
export async function sayingNoSpace<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asNoSpace(error);
  }
}
