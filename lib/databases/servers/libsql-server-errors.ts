import { EngineError, isEngineError } from "../errors";

/** The server ended the transaction: for another writer that waited, or because nothing came for ten seconds. */
const expired = new Set(["TRANSACTION_TIMEOUT", "STREAM_EXPIRED"]);

/** Begins the reason that the server gives when it refuses a write because we told it to. */
export const blockedByUs = "medadmin:";

/**
 * What the client reports, in the engine's terms. What SQLite itself said, such as a broken constraint, stays as it
 * is, so that verbs meet the same error on every kind of server.
 */
export function toEngineError(error: unknown, database: string): unknown {
  if (isEngineError(error)) return error;
  const chain = [...causes(error)];
  const codes = chain.map((each) => each.code);
  if (codes.some((code) => typeof code === "string" && expired.has(code))) {
    return new EngineError(
      "TransactionExpired",
      "The transaction took too long and was ended by the server; nothing of it was written.",
      { database },
      { cause: error },
    );
  }
  if (codes.includes("BLOCKED") && chain.some(({ message }) => message.includes(blockedByUs))) {
    return new EngineError(
      "Fenced",
      "The database is kept from being written by its server.",
      { database },
      { cause: error },
    );
  }
  if (codes.includes("BLOCKED")) {
    return new EngineError(
      "QuotaReached",
      "The database server blocks this database: look at the limits of its plan and at what is used.",
      { database },
      { cause: error },
    );
  }
  const status = chain.map((each) => each.status).find((each) => typeof each === "number");
  if (typeof status === "number") return refused(status, database, error);
  const unreachable = chain.some(({ name, code }) => name === "TimeoutError" || isNetworkCode(code));
  if (unreachable || (error instanceof TypeError && error.message === "fetch failed")) {
    return new EngineError(
      "ServerFailed",
      "The database server cannot be reached.",
      { database },
      { cause: error },
    );
  }
  if (codes.some((code) => typeof code === "string" && code.startsWith("HRANA_"))) {
    return new EngineError("ServerFailed", "The database server broke off.", { database }, { cause: error });
  }
  return error;
}

function refused(status: number, database: string, cause: unknown): EngineError {
  if (status === 401 || status === 403) {
    return new EngineError(
      "WrongKey",
      "The database server does not accept our token.",
      { database },
      { cause },
    );
  }
  if (status === 404) {
    return new EngineError("DatabaseMissing", "The database is not on its server.", { database }, { cause });
  }
  if (status === 429) {
    return new EngineError(
      "Busy",
      "The database server takes no more requests at the moment; try again shortly.",
      { database, status },
      { cause },
    );
  }
  return new EngineError(
    "ServerFailed",
    `The database server answered with status ${status}.`,
    { database, status },
    { cause },
  );
}

function isNetworkCode(code: unknown): boolean {
  return typeof code === "string" && /^(E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(code);
}

interface Told {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly status?: unknown;
}

function* causes(error: unknown): Generator<Told> {
  for (let e = error, depth = 0; e instanceof Error && depth < 8; e = e.cause, depth++) yield e;
}
