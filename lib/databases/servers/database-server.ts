import type { Client } from "@libsql/client";
import type { ServerKind } from "@/drizzle/master/schema/states";
import type { Connection } from "../connection";
import type { EngineErrorCode } from "../errors";
import type { ReplicaHealth } from "../replicas/replica-health";

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
  /** The server itself can refuse every write to one database. */
  readonly blocksWrites: boolean;
}

/** What a server says of itself when it is asked. */
export interface ServerHealth {
  /** Until it answered one small question, in milliseconds; null when it did not. */
  readonly latencyMs: number | null;
  /** Of its software, where it tells. */
  readonly version: string | null;
  /** Why databases cannot be made or opened there; null when they can, as far as it can be told from here. */
  readonly problem: { readonly code: EngineErrorCode; readonly message: string } | null;
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

  /** What reads of it may go to that need not see others' newest writes; left out where a kind knows no replicas. */
  replica?(name: DatabaseName): { readonly client: Client; readonly health: ReplicaHealth } | null;

  exists(name: DatabaseName): Promise<boolean>;

  /** Removes it for good; missing is fine. Callers close their connections first. */
  drop(name: DatabaseName): Promise<void>;

  /** Bytes on disk including the write-ahead log, or null when the server does not tell. */
  size(name: DatabaseName): Promise<number | null>;

  /** @throws EngineError `NotSupported` when `capabilities.list` is false */
  list(): Promise<DatabaseName[]>;

  /** Never throws: a server that is down is an answer. */
  health(): Promise<ServerHealth>;

  /**
   * Lets the server refuse every write to this database with `Fenced`, whoever writes; null lets them in again. Beside
   * the fence in the database itself, for what stays behind when a database has moved away.
   * @throws EngineError `NotSupported` when `capabilities.blocksWrites` is false, `DatabaseMissing`
   */
  blockWrites(name: DatabaseName, reason: string | null): Promise<void>;

  /**
   * Makes the tokens of all its databases worthless at once, whoever holds them; this process and others ask for new
   * ones and go on. Left out where tokens are signed by us: there the key is replaced.
   */
  revokeTokens?(): Promise<void>;

  /** Where it is, for people: a path or a URL, without secrets. */
  where(name: DatabaseName): string;
}
