import type { ServerKind } from "@/drizzle/master/schema/states";
import type { Connection } from "../connection";

/** Which database on a server: a generation is never reused, so this names one file or namespace for ever. */
export interface DatabaseName {
  readonly databaseId: string;
  readonly generation: number;
}

export interface Capabilities {
  /** A key of its own per database. */
  readonly encryption: boolean;
  /** The database is a file here: it can be copied with `VACUUM INTO` and rekeyed before it is published. */
  readonly localFiles: boolean;
  /** Milliseconds after which the server ends a transaction by itself; null when it does not. */
  readonly maxTransactionMs: number | null;
  /** The server can name the databases it holds. */
  readonly list: boolean;
}

/**
 * A place where tenant databases live. All kinds answer alike: what one cannot do it says in `capabilities`, and
 * refuses with `NotSupported`.
 */
export interface DatabaseServer {
  readonly id: string;
  readonly kind: ServerKind;
  readonly capabilities: Capabilities;

  /**
   * Makes the database from the template, not yet identified. Repeatable: what an earlier, interrupted attempt left
   * under this name is replaced.
   * @param key encrypts it; null where the kind has no encryption
   */
  create(name: DatabaseName, key: string | null): Promise<void>;

  /**
   * Makes a database with nothing in it, not even tables: what rows are copied into. Repeatable as `create`.
   */
  createEmpty(name: DatabaseName, key: string | null): Promise<void>;

  /**
   * Opens a database that exists. Never creates one.
   * @throws EngineError `DatabaseMissing`, `WrongKey`, `UnexpectedHeader`, `ServerFailed`
   */
  open(name: DatabaseName, key: string | null): Promise<Connection>;

  exists(name: DatabaseName): Promise<boolean>;

  /** Removes it for good; missing is fine. Callers close their connections first. */
  drop(name: DatabaseName): Promise<void>;

  /** Bytes on disk including the write-ahead log, or null when the server does not tell. */
  size(name: DatabaseName): Promise<number | null>;

  /** @throws EngineError `NotSupported` when `capabilities.list` is false */
  list(): Promise<DatabaseName[]>;

  /** Where it is, for people: a path or a URL, without secrets. */
  where(name: DatabaseName): string;
}
