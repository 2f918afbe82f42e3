import { databaseServers, installation } from "@/drizzle/master/schema/registry";
import type { ServerKind } from "@/drizzle/master/schema/states";
import { newId } from "@/lib/domain/id";
import { ApartWriters } from "./apart/apart-writers";
import { removeDeadMasterDrafts } from "./backups/backup-master";
import { removeDeadDrafts } from "./backups/drafts";
import { type DataFolder, dataFolder, makeDataFolder } from "./data-folder";
import { type Engine, engine, isEngineRunning, setEngine } from "./engine";
import { EngineError } from "./errors";
import { masterHandle } from "./handle-state";
import { derivedKeyring } from "./keyring/derived-keyring";
import { openKeyring } from "./keyring/file-keyring";
import type { Keyring } from "./keyring/keyring";
import { noKeyring } from "./keyring/no-keyring";
import { derive, sealingPurpose } from "./keyring/wrapping";
import { asNoSpace } from "./no-space";
import { type CacheLimits, OpenDatabaseCache } from "./open-database-cache";
import { openMasterFile, openRemoteMaster, type RemoteDatabase } from "./open-master";
import { takeOwnership } from "./ownership";
import type { ServerRef } from "./registry";
import { type SchemaRange, tenantSchemaRange } from "./schema-range";
import type { DatabaseServer } from "./servers/database-server";
import { FileServer } from "./servers/file";
import { engineActor, Template, type TemplateSource } from "./template";
import { assertWholeFolder } from "./whole-folder";
import { write } from "./write";

/** How to reach servers of the remote kinds; a kind left out answers `NotSupported`. */
export type ServerFactories = Partial<
  Record<Exclude<ServerKind, "file">, (ref: ServerRef) => DatabaseServer>
>;

export interface EngineOptions {
  /**
   * Either a folder of this machine with everything in it, or a remote master and nothing in files. `nextKek` is about
   * to take the place of `kek`: the keyring opens with either.
   */
  readonly place:
    | { readonly dataDir: string; readonly kek: string; readonly nextKek?: string | null }
    | { readonly master: RemoteDatabase; readonly kek?: string | null };
  readonly content: TemplateSource;
  readonly servers?: ServerFactories;
  readonly cache?: CacheLimits;
  /** What the code can serve; tests narrow it. */
  readonly schemaRange?: SchemaRange;
}

/** The one file server there is: the data folder of the process that owns it. */
export const localServerId = "local";

const startingKey = Symbol.for("medadmin.databases.starting");
const holder = globalThis as { [startingKey]?: Promise<Engine> };

/**
 * Opens the data folder for this process, or the remote master, and brings the master's schema up to date. A second
 * call while one runs gives the same engine.
 *
 * @throws EngineError `DataFolderOwned`, `DataFolderUnwritable`, `WrongMasterKey`, `MigrationMismatch`,
 * `MigrationFailed`, `NoSpace`, `BadConfiguration`; nothing stays open or owned then
 */
export function startEngine(options: EngineOptions): Promise<Engine> {
  if (isEngineRunning()) return Promise.resolve(engine());
  holder[startingKey] ??= start(options).finally(() => {
    delete holder[startingKey];
  });
  return holder[startingKey];
}

/** Lets the writes that have begun finish, closes everything and gives the data folder back. Not running is fine. */
export async function stopEngine(): Promise<void> {
  if (isEngineRunning()) await engine().stop();
}

async function start(options: EngineOptions): Promise<Engine> {
  /** What to undo, the last first. */
  const undo: Array<() => Promise<void>> = [];
  const stop = async () => {
    setEngine(null);
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const running = await open(options, undo, stop);
    setEngine(running);
    return running;
  } catch (error) {
    await stop();
    throw asNoSpace(error);
  }
}

async function open(
  { place, content, servers = {}, cache: limits, schemaRange }: EngineOptions,
  undo: Array<() => Promise<void>>,
  stop: () => Promise<void>,
): Promise<Engine> {
  const folder = "dataDir" in place ? dataFolder(place.dataDir) : null;
  if (folder) {
    await makeDataFolder(folder);
    const ownership = await takeOwnership(folder.root);
    undo.push(() => ownership.release());
    await assertWholeFolder(folder);
    // Whoever died over an export left a deciphered copy there.
    await removeDeadDrafts(folder);
    await removeDeadMasterDrafts(folder);
  }
  const keyring = await keyringOf(place, folder);
  undo.push(() => keyring.close());
  const database =
    "master" in place ? await openRemoteMaster(place.master) : await openMasterFile(folder?.master ?? "");
  undo.push(() => database.close());
  const master = masterHandle(database);
  const apartWriters = new ApartWriters();
  undo.push(() => apartWriters.close());
  const cache = new OpenDatabaseCache(limits);
  undo.push(() => cache.close());
  await write(master, engineActor, async (tx) => {
    await tx.insert(installation).values({ one: 1, id: newId() }).onConflictDoNothing();
    if (folder) await tx.insert(databaseServers).values(localServer).onConflictDoNothing();
  });
  return {
    master,
    cache,
    apartWriters,
    keyring,
    server: serverLookup(servers, folder, content),
    folder,
    content,
    sealingKey: place.kek ? derive(place.kek, sealingPurpose) : Buffer.alloc(0),
    schemaRange: schemaRange ?? tenantSchemaRange(),
    startedAt: Date.now(),
    stop,
  };
}

function keyringOf(place: EngineOptions["place"], folder: DataFolder | null): Promise<Keyring> | Keyring {
  if (folder && "dataDir" in place) return openKeyring(folder.keyring, place.kek, place.nextKek);
  return place.kek ? derivedKeyring(place.kek) : noKeyring;
}

const localServer = { id: localServerId, kind: "file", name: "This machine" } as const;

function serverLookup(factories: ServerFactories, folder: DataFolder | null, content: TemplateSource) {
  const known = new Map<string, DatabaseServer>();
  if (folder) {
    const template = new Template(folder.templates, content);
    const copy = (path: string, key: string | null) => template.copyTo(path, key);
    known.set(localServerId, new FileServer(localServerId, folder.tenants, copy));
  }
  return (ref: ServerRef): DatabaseServer => {
    const key = ref.id === localServerId ? ref.id : JSON.stringify(ref);
    const server = known.get(key) ?? (ref.kind === "file" ? undefined : factories[ref.kind]?.(ref));
    if (!server) {
      throw new EngineError(
        "NotSupported",
        `Databases of the kind ${ref.kind} cannot be reached from here.`,
        {
          serverId: ref.id,
        },
      );
    }
    known.set(key, server);
    return server;
  };
}
