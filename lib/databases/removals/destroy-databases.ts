import { readdir, readlink } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import { tenantBackups } from "@/drizzle/master/schema/backups";
import { databaseMoves } from "@/drizzle/master/schema/moves";
import { databaseServers, tenantDatabases } from "@/drizzle/master/schema/registry";
import { targetNamed } from "../backups/targets/configured-target";
import { collectStatements } from "../collect-statements";
import type { DataFolder } from "../data-folder";
import { engine } from "../engine";
import { forgetExport, keepsExports } from "../exports/kept-exports";
import { numberAfter } from "../generations/following";
import { databasesOnDisk } from "../rebuild/databases-on-disk";
import type { ServerRef } from "../registry";
import { serverRefOf } from "../servers/server-loads";
import { closeTenant } from "../tenant";
import { copiesHere, describeCopies, removeCopies } from "./copies-here";
import { type RemovalRecord, readRemovalRecord, writeRemovalRecord } from "./removal-record";

/** One place where a database is or was. */
interface Place {
  readonly server: ServerRef;
  readonly databaseId: string;
  readonly generation: number;
  /** Nothing of the database has a later number there. */
  readonly upTo: number;
}

/** What of the company is named by other ids than its databases': exports, backups. */
export interface RemovalOrder {
  readonly removalId: string;
  readonly companyId: string;
  readonly otherIds: readonly string[];
}

/**
 * The first step of a removal: writes down which databases and keys it is about, before the keyring forgets whose they
 * were. Repeatable: what was written down stays.
 */
export async function recordRemoval({ removalId, companyId }: RemovalOrder): Promise<RemovalRecord> {
  const { master, folder, keyring } = engine();
  const known = folder && (await readRemovalRecord(folder, removalId));
  if (known) return known;
  const rows = await master.select().from(tenantDatabases).where(eq(tenantDatabases.companyId, companyId));
  const databaseIds = [...rows.map(({ id }) => id), ...(folder ? await unregisteredOf(companyId) : [])];
  const owned = (await keyring.list()).filter(({ databaseId }) => databaseIds.includes(databaseId ?? ""));
  const keyIds = new Set([...owned.map(({ id }) => id), ...rows.flatMap(({ keyId }) => keyId ?? [])]);
  const places = (await placesOf(databaseIds)).filter(({ server }) => server.kind !== "file");
  const record: RemovalRecord = {
    format: 1,
    removalId,
    companyId,
    databaseIds,
    keys: [...keyIds].map((id) => ({ id, destroyedAt: null })),
    files: null,
    remote: places.map((place) => engine().server(place.server).where(place)),
  };
  if (folder) await writeRemovalRecord(folder, record);
  return record;
}

/** Its databases here that the master forgot when it was restored, such as a sandbox made after its backup. */
async function unregisteredOf(companyId: string): Promise<string[]> {
  const rows = await engine().master.select({ id: tenantDatabases.id }).from(tenantDatabases);
  const found = await databasesOnDisk(() => {}, new Set(rows.map(({ id }) => id)));
  return found.flatMap(({ databaseId, current }) =>
    current?.identity.companyId === companyId ? [databaseId] : [],
  );
}

/** From here on nobody reads the company's data again. Repeatable. */
export async function destroyKeys(record: RemovalRecord): Promise<RemovalRecord> {
  const { keyring, folder } = engine();
  for (const { id } of record.keys) await keyring.destroy(id);
  const entries = new Map((await keyring.list()).map((entry) => [entry.id, entry]));
  const keys = record.keys.map(({ id }) => ({ id, destroyedAt: entries.get(id)?.destroyedAt ?? null }));
  const next = { ...record, keys };
  if (folder) await writeRemovalRecord(folder, next);
  return next;
}

/**
 * Closes the company's databases and takes the hashes of all their files for the last time. Once taken, they stay:
 * whoever comes back after a crash finds only some of the files.
 */
export async function takeHashes(record: RemovalRecord, { otherIds }: RemovalOrder): Promise<RemovalRecord> {
  const { folder } = engine();
  await closeAll(record.databaseIds);
  if (!folder || record.files) return record;
  await waitUntilClosed(folder, record.databaseIds);
  const paths = await copiesHere(folder, [...record.databaseIds, record.companyId, ...otherIds]);
  const next = { ...record, files: await describeCopies(folder, paths) };
  await writeRemovalRecord(folder, next);
  return next;
}

/** Removes every file and every database on a server. Repeatable. @throws EngineError `ServerFailed` */
export async function dropDatabases(record: RemovalRecord, { otherIds }: RemovalOrder): Promise<void> {
  const { folder } = engine();
  await dropElsewhere(record.databaseIds);
  await removeBackupsWithoutKeys(record.databaseIds);
  // As with backups: where no key is destroyed, what it opens must go.
  if (!folder && keepsExports()) for (const id of otherIds) await forgetExport(id);
  if (folder) await removeCopies(folder, [...record.databaseIds, record.companyId, ...otherIds]);
}

/** Removes every generation that is or was on another machine. Repeatable. @throws EngineError `ServerFailed` */
export async function dropElsewhere(databaseIds: readonly string[]): Promise<void> {
  for (const place of await placesOf(databaseIds)) {
    if (place.server.kind === "file") continue;
    // Earlier generations are there as long as somebody might go back to them, and a later one if a change died.
    for (let generation = 1; generation <= place.upTo; generation++)
      await engine()
        .server(place.server)
        .drop({ ...place, generation });
  }
}

/** Elsewhere they are worth nothing without their key. Where keys only follow from another they must go themselves. */
async function removeBackupsWithoutKeys(databaseIds: readonly string[]): Promise<void> {
  const { master, folder, keyring } = engine();
  if (folder || keyring.kekId === null) return;
  const kept = await master
    .select()
    .from(tenantBackups)
    .where(and(inArray(tenantBackups.databaseId, [...databaseIds]), ne(tenantBackups.state, "removed")));
  for (const backup of kept) await targetNamed(backup.target).remove(backup);
}

/** Every generation of these databases that is open here. */
export async function closeAll(databaseIds: readonly string[]): Promise<void> {
  const rows = await engine()
    .master.select({ id: tenantDatabases.id, generation: tenantDatabases.generation })
    .from(tenantDatabases)
    .where(inArray(tenantDatabases.id, [...databaseIds]));
  for (const { id, generation } of rows) {
    for (let each = generation + 1; each >= 1; each--)
      await closeTenant({ databaseId: id, generation: each });
  }
}

/**
 * A closed connection lets its file go after a garbage collection. What SQLite keeps beside a file goes with the last
 * connection, unless that one only read, or a crash came first: then it stays, and has its hash taken like the rest.
 */
async function waitUntilClosed(folder: DataFolder, databaseIds: readonly string[]): Promise<void> {
  for (let tries = 1; tries <= 40; tries++) {
    collectStatements(tries > 4 ? "major" : "minor");
    await pause(2 * tries);
    if (!(await isAnyOpen(folder, databaseIds, tries))) return;
  }
}

/** By what this process holds, where the system says it; elsewhere by what lies there, for as long as a few tries. */
async function isAnyOpen(
  folder: DataFolder,
  databaseIds: readonly string[],
  tries: number,
): Promise<boolean> {
  const held = await openFilesHere();
  if (held) return databaseIds.some((id) => held.some((path) => path.includes(id)));
  const paths = await copiesHere(folder, databaseIds);
  return tries < 10 && paths.some((path) => path.endsWith("-shm"));
}

/** Null where no /proc says it. */
async function openFilesHere(): Promise<string[] | null> {
  const descriptors = await readdir("/proc/self/fd").catch(() => null);
  const paths = descriptors?.map((descriptor) => readlink(`/proc/self/fd/${descriptor}`).catch(() => ""));
  return paths ? Promise.all(paths) : null;
}

/** Where the databases are by the registry, and where moves brought them from and to, on servers that are ours still. */
export async function placesOf(databaseIds: readonly string[]): Promise<Place[]> {
  const { master } = engine();
  const ids = [...databaseIds];
  const servers = new Map(
    (await master.select().from(databaseServers).where(isNull(databaseServers.removedAt))).map((row) => [
      row.id,
      serverRefOf(row),
    ]),
  );
  const rows = await master.select().from(tenantDatabases).where(inArray(tenantDatabases.id, ids));
  const moves = await master.select().from(databaseMoves).where(inArray(databaseMoves.databaseId, ids));
  const named = [
    // One that was never published may be there all the same, half-made.
    ...rows.map((row) => [row.serverId, row.id, Math.max(1, row.generation)] as const),
    ...moves.flatMap((move) => [
      [move.fromServerId, move.databaseId, move.fromGeneration] as const,
      [move.toServerId, move.databaseId, move.toGeneration] as const,
    ]),
  ];
  const epochs = new Map(rows.map(({ id, epoch }) => [id, epoch]));
  const places = named.flatMap(([serverId, databaseId, generation]): Place[] => {
    const server = servers.get(serverId);
    const upTo = numberAfter({ generation, epoch: epochs.get(databaseId) ?? 0 });
    return server && generation > 0 ? [{ server, databaseId, generation, upTo }] : [];
  });
  const key = ({ server, databaseId, generation }: Place) => `${server.id} ${databaseId} ${generation}`;
  return [...new Map(places.map((place) => [key(place), place])).values()];
}
