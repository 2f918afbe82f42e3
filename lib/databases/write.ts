import type { Client } from "@libsql/client";
import { drizzle, type LibSQLDatabase } from "drizzle-orm/libsql";
import * as masterSchema from "@/drizzle/master/schema";
import * as tenantSchema from "@/drizzle/tenant/schema";
import { retryWhileBusy } from "./connection";
import { engine } from "./engine";
import { EngineError } from "./errors";
import { followingMoves, type HandleState, handleState, observedDatabase } from "./handle-state";
import type { Actor, MasterDb, MasterTx, TenantDb, TenantTx, WriteRestriction } from "./handles";
import { verifyWritable } from "./identity";
import { observedWrite } from "./observer";
import type { TenantRef } from "./registry";
import { verifyWritableCounting } from "./replicas/position";
import { noteWritten } from "./replicas/written-positions";

/**
 * Runs `work` in one immediate write transaction and commits it; when `work` throws, nothing was written.
 *
 * Writers to one database run one after the other. `work` awaits nothing but the database: everyone else's write
 * waits for it, and a libSQL server ends a transaction after five seconds. Nothing may call `write()` inside it.
 *
 * @throws EngineError `Busy` (queue full or wait too long), `NestedWrite`, `Fenced`, `Moved` (after one retry on
 * the generation that is current now), `Restricted` (an impersonation that only reads, or is over), and whatever `work` throws
 */
export function write<T>(db: MasterDb, actor: Actor, work: (tx: MasterTx) => Promise<T>): Promise<T>;
export function write<T>(db: TenantDb, actor: Actor, work: (tx: TenantTx) => Promise<T>): Promise<T>;
export function write<T>(
  db: MasterDb | TenantDb,
  actor: Actor,
  work: ((tx: MasterTx) => Promise<T>) | ((tx: TenantTx) => Promise<T>),
): Promise<T> {
  const state = handleState(db);
  return followingMoves(state, () => attempt(state, actor, work as AnyWork<T>, here));
}

/**
 * As `write()`, for what writes hundreds of rows at once: an import, a new catalogue, records brought back. A file is
 * written by another process, so that a commit, which cannot be divided (50 ms of encrypting and waiting for the disk
 * for 250 doctors), keeps nobody else waiting; each statement takes a tenth of a millisecond longer for it.
 */
export function writeApart<T>(db: TenantDb, actor: Actor, work: (tx: TenantTx) => Promise<T>): Promise<T> {
  const state = handleState(db);
  return followingMoves(state, () => attempt(state, actor, work as AnyWork<T>, apart));
}

/** Lends the client that a transaction is going to run on. @param own the one that is open here */
type Lend = <T>(ref: TenantRef | null, own: Client, work: (writer: Client) => Promise<T>) => Promise<T>;

const here: Lend = (_ref, own, work) => work(own);

const apart: Lend = async (ref, own, work) => {
  if (!ref) return work(own);
  const { server, keyring, apartWriters } = engine();
  const place = server(ref.server);
  if (!place.capabilities.localFiles) return work(own);
  const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
  return apartWriters.use(place.where(ref), key, work);
};

/**
 * As `write()`, on a database that nobody else can reach yet: a template, a copy that is being prepared. No queue,
 * no identity.
 */
export function writeUnpublished<T>(
  client: Client,
  kind: "tenant",
  actor: Actor,
  work: (tx: TenantTx) => Promise<T>,
): Promise<T>;
export function writeUnpublished<T>(
  client: Client,
  kind: "master",
  actor: Actor,
  work: (tx: MasterTx) => Promise<T>,
): Promise<T>;
export function writeUnpublished<T>(
  client: Client,
  kind: HandleState["kind"],
  actor: Actor,
  work: ((tx: TenantTx) => Promise<T>) | ((tx: MasterTx) => Promise<T>),
): Promise<T> {
  return drizzleOn(client, kind).transaction((tx) => (work as AnyWork<T>)(asTx(tx, actor)));
}

type AnyWork<T> = (tx: MasterTx | TenantTx) => Promise<T>;

async function attempt<T>(state: HandleState, actor: Actor, work: AnyWork<T>, lend: Lend): Promise<T> {
  const { open, ref, restriction } = state;
  let position: number | null = null;
  for (const each of [restriction, actor.restriction]) if (each) refuseRestricted(each);
  const written = await observedWrite(
    () => observedDatabase(state),
    (begin) =>
      open.use(({ queue, writer: own }) =>
        queue.run(() =>
          lend(ref, own, (writer) => {
            begin(listStatements(writer, state.kind));
            return retryWhileBusy(writer, () =>
              drizzleOn(writer, state.kind).transaction(async (tx) => {
                if (ref?.server.replicaUrl) position = await verifyWritableCounting(tx, ref);
                else if (ref) await verifyWritable(tx, ref);
                const result = await work(asTx(tx, actor));
                // The wait in the queue may have been longer than what was left.
                for (const each of [restriction, actor.restriction]) if (each) refuseRestricted(each);
                return result;
              }),
            );
          }),
        ),
      ),
  );
  if (ref && position !== null) await noteWritten(state, { generation: ref.generation, position }, actor);
  return written;
}

/** Its own clock on purpose: nobody's `now` makes a restriction last longer. */
function refuseRestricted({ readOnly, until }: WriteRestriction): void {
  if (readOnly) throw new EngineError("Restricted", "Who asks may only read.", { why: "read-only" });
  if (Date.now() >= until)
    throw new EngineError("Restricted", "The time in which this could be written is over.", {
      why: "expired",
    });
}

function asTx(tx: object, actor: Actor): MasterTx | TenantTx {
  return Object.assign(tx, { actor }) as unknown as MasterTx | TenantTx;
}

interface Writing {
  readonly db: LibSQLDatabase<typeof tenantSchema>;
  /** What is being written at the moment, for the observer: one write at a time uses a client. */
  readonly statements: string[];
}

const writing = new WeakMap<Client, Writing>();
const mostListed = 8;

function drizzleOn(client: Client, kind: HandleState["kind"]): LibSQLDatabase<typeof tenantSchema> {
  return writingOn(client, kind).db;
}

/** Empty at first; lists from then on what the client runs. */
function listStatements(client: Client, kind: HandleState["kind"]): readonly string[] {
  const { statements } = writingOn(client, kind);
  statements.length = 0;
  return statements;
}

/** Building a drizzle instance costs more than a small query, so there is one per client. */
function writingOn(client: Client, kind: HandleState["kind"]): Writing {
  const known = writing.get(client);
  if (known) return known;
  const statements: string[] = [];
  const logQuery = (query: string) => {
    if (statements.length < mostListed) statements.push(query);
  };
  const options = { logger: { logQuery } };
  const db =
    kind === "tenant"
      ? drizzle(client, { schema: tenantSchema, ...options })
      : (drizzle(client, { schema: masterSchema, ...options }) as unknown as LibSQLDatabase<
          typeof tenantSchema
        >);
  const built = { db, statements };
  writing.set(client, built);
  return built;
}
