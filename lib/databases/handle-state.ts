import type { Client, InStatement, ResultSet, TransactionMode } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import * as masterSchema from "@/drizzle/master/schema";
import * as tenantSchema from "@/drizzle/tenant/schema";
import type { Connection } from "./connection";
import { isEngineError } from "./errors";
import type { MasterDb, TenantDb, WriteRestriction } from "./handles";
import { type ObservedDatabase, observedRead } from "./observer";
import type { OpenDatabase } from "./open-database";
import type { TenantRef } from "./registry";
import type { Seen } from "./replicas/replica-reads";

/** What stands behind a handle. */
export interface HandleState {
  readonly kind: "master" | "tenant";
  open: OpenDatabase;
  /** The generation `open` is of; the master has none. */
  ref: TenantRef | null;
  /** Asks the registry where the database is now, because `stale` is no longer it; null for who never moves. */
  readonly refresh: ((stale: TenantRef) => Promise<void>) | null;
  /** What may still be written through this handle; null without bounds. */
  readonly restriction: WriteRestriction | null;
  /** How far the one who asks has written; null keeps their reads where it is written. */
  seen?: Seen | null;
}

/** `Symbol.for`: a handle made by one copy of this module is written through by another. */
const stateKey = Symbol.for("medadmin.databases.handle");

export function masterHandle(open: OpenDatabase): MasterDb {
  const state: HandleState = {
    kind: "master",
    open,
    ref: null,
    refresh: null,
    restriction: null,
    seen: null,
  };
  const db = drizzle(readingClient(state), { schema: masterSchema });
  return Object.assign(db, { [stateKey]: state }) as unknown as MasterDb;
}

export function tenantHandle(state: HandleState): TenantDb {
  const db = drizzle(readingClient(state), { schema: tenantSchema });
  return Object.assign(db, { [stateKey]: state }) as unknown as TenantDb;
}

export function handleState(db: MasterDb | TenantDb): HandleState {
  const state = (db as { [stateKey]?: HandleState })[stateKey];
  if (!state) throw new TypeError("Not a handle of this engine.");
  return state;
}

/** Runs `work`, and once more where the database is now when it turns out to have moved. */
export async function followingMoves<T>(state: HandleState, work: () => Promise<T>): Promise<T> {
  const { ref, refresh } = state;
  try {
    return await work();
  } catch (error) {
    if (!ref || !refresh || !isEngineError(error, "Moved")) throw error;
    await refresh(ref);
    return await work();
  }
}

/** What drizzle needs of a client in order to read, opened on demand. */
function readingClient(state: HandleState): Client {
  const read = <T>(work: (connection: Connection) => Promise<T>) =>
    followingMoves(state, () => state.open.use(work));
  const observed = <T>(first: InStatement | undefined, work: (connection: Connection) => Promise<T>) =>
    observedRead(
      () => observedDatabase(state),
      () => (typeof first === "object" ? first.sql : (first ?? "")),
      () => read(work),
    );
  const reading: Pick<Client, "execute" | "batch"> = {
    execute: (statement: InStatement) =>
      observed(statement, async (connection) => {
        const [result] = (await fromReplica(state, connection, [statement])) ?? [];
        return result ?? connection.reader.execute(statement);
      }),
    batch: (statements: Array<InStatement>, mode?: TransactionMode) =>
      observed(
        statements[0],
        async (connection) =>
          (await fromReplica(state, connection, statements)) ?? connection.reader.batch(statements, mode),
      ),
  };
  return reading as Client;
}

/** Null when there is no replica, it must not answer this reader, or does not. */
async function fromReplica(
  { seen, ref }: HandleState,
  { replica }: Connection,
  statements: readonly InStatement[],
): Promise<ResultSet[] | null> {
  // Where the registry names none any more, writes are no longer counted.
  return replica && seen && ref?.server.replicaUrl ? replica.read(statements, seen) : null;
}

/** Its kind, for whoever observes the engine. */
export function observedDatabase({ kind, ref, open }: HandleState): ObservedDatabase {
  return { database: kind, server: ref?.server.kind ?? (open.isRemote ? "libsql-server" : "file") };
}
