import type { Client } from "@libsql/client";
import { engine } from "../engine";
import { EngineError, isEngineError } from "../errors";
import { findTenantRow, toTenantRef } from "../registry";
import { cached } from "../tenant";
import { type FoundRow, queryInChild } from "./query-in-child";

export interface QueryLimits {
  readonly timeoutMs: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/**
 * Asks a company's database what an operator wrote, without holding up this process however long it takes: a file in
 * a process of its own, a remote database where it is.
 *
 * @param statement read-only; whoever calls has made sure that it reaches nothing outside the database
 * @throws EngineError `TookTooLong`, `NotRunning` when nobody waits any more, `NotSupported` when the database refused
 */
export async function queryApart(
  companyId: string,
  statement: string,
  { timeoutMs, signal }: QueryLimits,
): Promise<FoundRow[]> {
  const { master, keyring, server } = engine();
  const ref = toTenantRef(await findTenantRow(master, companyId));
  const place = server(ref.server);
  // Open here too while it runs: that proves whose it is, and keeps the files that a read-only connection cannot make.
  return cached(ref).use(async ({ reader }) => {
    const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
    const ended = new AbortController();
    const late = setTimeout(() => ended.abort(tookTooLong(timeoutMs)), timeoutMs);
    const leave = () => ended.abort(interrupted());
    signal.addEventListener("abort", leave);
    if (signal.aborted) leave();
    try {
      if (!place.capabilities.localFiles) return await queryRemotely(reader, statement, ended.signal);
      return await queryInChild({ path: place.where(ref), key, statement, timeoutMs, signal: ended.signal });
    } finally {
      clearTimeout(late);
      signal.removeEventListener("abort", leave);
    }
  });
}

/** Nothing of ours stands still meanwhile; what nobody waits for any more, the server ends by itself. */
async function queryRemotely(reader: Client, statement: string, signal: AbortSignal): Promise<FoundRow[]> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
    if (signal.aborted) reject(signal.reason);
  });
  const asked = reader.execute(statement).catch((cause) => {
    if (isEngineError(cause)) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError("NotSupported", `The database refused the statement: ${reason}`, {}, { cause });
  });
  const { columns, rows } = await Promise.race([asked, aborted]);
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
}

const tookTooLong = (timeoutMs: number) =>
  new EngineError(
    "TookTooLong",
    `The statement took longer than ${timeoutMs / 1_000} s and was ended; --timeout allows more.`,
  );

const interrupted = () =>
  new EngineError("NotRunning", "The statement was ended: nobody waits for its answer.");
