import type { ApartWriters } from "./apart/apart-writers";
import type { DataFolder } from "./data-folder";
import { EngineError } from "./errors";
import type { MasterDb } from "./handles";
import type { Keyring } from "./keyring/keyring";
import type { OpenDatabaseCache } from "./open-database-cache";
import type { ServerRef } from "./registry";
import type { SchemaRange } from "./schema-range";
import type { DatabaseServer } from "./servers/database-server";
import type { TemplateSource } from "./template";

/** What a running engine consists of. */
export interface Engine {
  readonly master: MasterDb;
  readonly cache: OpenDatabaseCache;
  readonly apartWriters: ApartWriters;
  readonly keyring: Keyring;
  /** The same server for the same id. @throws EngineError `NotSupported` for a kind that is not configured here */
  readonly server: (ref: ServerRef) => DatabaseServer;
  /** Null when the master is remote: then nothing is kept in files. */
  readonly folder: DataFolder | null;
  readonly content: TemplateSource;
  /** Seals the manifests of backups; of no use for a remote master. */
  readonly sealingKey: Buffer;
  readonly schemaRange: SchemaRange;
  /** Milliseconds UTC. */
  readonly startedAt: number;
  readonly stop: () => Promise<void>;
}

/** On `globalThis`, because the bundler gives routes, actions and instrumentation copies of this module. */
const key = Symbol.for("medadmin.databases.engine");
const holder = globalThis as { [key]?: Engine };

/** @throws EngineError `NotRunning` before `startEngine` and after `stopEngine` */
export function engine(): Engine {
  const running = holder[key];
  if (!running) throw new EngineError("NotRunning", "The database engine is not running.");
  return running;
}

export function setEngine(running: Engine | null): void {
  if (running) holder[key] = running;
  else delete holder[key];
}

export function isEngineRunning(): boolean {
  return holder[key] !== undefined;
}
