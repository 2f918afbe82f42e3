import { type Connection, retryWhileBusy } from "./connection";
import { engine } from "./engine";
import { EngineError } from "./errors";
import { openToWriters } from "./generations/fence";
import { type HandleState, handleState, tenantHandle } from "./handle-state";
import type { TenantDb, WriteRestriction } from "./handles";
import { neverPublished, verifyIdentity } from "./identity";
import type { OpenDatabase } from "./open-database";
import { findTenantRow, type TenantRef, toTenantRef } from "./registry";
import { readPosition } from "./replicas/position";
import { ReplicaReads, type Seen } from "./replicas/replica-reads";
import { verifySchema } from "./schema-range";

/**
 * Opens one company's database through the registry. There is no other way to one, and no fallback: without a
 * registered, ready database there is no data.
 * @throws EngineError `UnknownDatabase`, `DatabaseUnavailable`; on first use `DatabaseMissing`, `WrongKey`,
 * `UnexpectedHeader`, `WrongIdentity`, `SchemaOutOfRange`
 */
export async function openTenant(companyId: string): Promise<TenantDb> {
  return openTenantAt(await currentRef({ companyId, purpose: "main" }));
}

/**
 * As `openTenant`, for the company's sandbox; never its own database instead.
 * @throws EngineError `UnknownDatabase` when it has none, and as `openTenant`
 */
export async function openSandbox(companyId: string): Promise<TenantDb> {
  return openTenantAt(await currentRef({ companyId, purpose: "sandbox" }));
}

/**
 * As `openTenant`, for who has just read the registry row together with the session.
 * @param restriction holds for everything that is ever written through this handle
 * @param seen how far the one who asks has written: their reads may then be answered by a replica that is at least so
 * far. Null reads only where it is written, and so does whatever is going to decide about a write.
 */
export function openTenantAt(
  ref: TenantRef,
  restriction: WriteRestriction | null = null,
  seen: Seen | null = null,
): TenantDb {
  const state: HandleState = {
    kind: "tenant",
    open: cached(ref),
    ref,
    restriction,
    seen,
    refresh: async (stale) => {
      const current = await currentRef(stale);
      // A sandbox that was made anew is another database: what was meant for the old one is not for it.
      if (current.databaseId !== stale.databaseId) throw gone(stale);
      // Many writers find out at the same time; only who still holds the stale one has something to change.
      if (state.ref !== stale) return;
      if (cacheKey(current) === cacheKey(stale)) await closeTenant(stale);
      state.ref = current;
      state.open = cached(current);
    },
  };
  return tenantHandle(state);
}

/**
 * Closes what is open of this generation, wherever it is, once nobody uses it; handles that still hold it open it anew.
 */
export function closeTenant(ref: Pick<TenantRef, "databaseId" | "generation">): Promise<void> {
  return engine().cache.close(generationKey(ref));
}

async function currentRef({
  companyId,
  purpose,
}: Pick<TenantRef, "companyId" | "purpose">): Promise<TenantRef> {
  return toTenantRef(await findTenantRow(engine().master, companyId, purpose));
}

const gone = ({ databaseId }: TenantRef) =>
  new EngineError("UnknownDatabase", "This database is no longer the company's.", { databaseId });

/** The one open database of this generation in this process, with its one write queue. */
export function cached(ref: TenantRef): OpenDatabase {
  return engine().cache.get(cacheKey(ref), () => openVerified(ref));
}

/** Opens and proves that it is this company's database, of the generation the registry names. */
async function openVerified(ref: TenantRef): Promise<Connection> {
  const { keyring, server, schemaRange } = engine();
  const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
  const place = server(ref.server);
  const connection = await place.open(ref, key);
  try {
    const { fencedAt } = await verifyIdentity(connection.reader, ref);
    // Who published it died before writers were let in; the registry names it all the same.
    if (fencedAt === neverPublished)
      await retryWhileBusy(connection.writer, () => openToWriters(connection.writer));
    await verifySchema(connection.reader, schemaRange, ref);
    const replica = place.replica?.(ref);
    if (replica) {
      connection.readAlsoFrom(new ReplicaReads(replica, ref, await readPosition(connection.reader)));
    }
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

const generationKey = (ref: Pick<TenantRef, "databaseId" | "generation">) =>
  `${ref.databaseId}.${ref.generation} `;

/**
 * With its epoch, which changes when a generation is gone back to: what was opened before would take its replica for
 * another database. With its server's address: the number of a generation comes again elsewhere once a move was taken back, and a server
 * may get another address.
 */
const cacheKey = (ref: TenantRef) => `${generationKey(ref)}${ref.epoch} ${ref.server.id} ${ref.server.url}`;

/**
 * The same database for what is going to be written in it: read where it is written, never from a replica.
 */
export function onPrimary(db: TenantDb): TenantDb {
  const state = handleState(db);
  if (!state.seen) return db;
  return state.ref ? openTenantAt(state.ref, state.restriction) : db;
}
