/**
 * Every way in which the engine says no. `code` tells them apart: the server bundle and the command line hold
 * copies of this module, so `instanceof` would lie.
 */
export type EngineErrorCode =
  /** No database is registered for this company. */
  | "UnknownDatabase"
  /** Registered, but in a state in which nobody may open it; `detail.state` says which. */
  | "DatabaseUnavailable"
  /** Registered and ready, but the file or namespace is not there. */
  | "DatabaseMissing"
  /** The database's identity row names another company, database or generation. */
  | "WrongIdentity"
  /** The key does not open the file, or the server does not accept our token. */
  | "WrongKey"
  /** The header of the file is not what the registry says: encrypted against plain. */
  | "UnexpectedHeader"
  /** The schema is older or newer than this code can serve; try again after the upgrade. */
  | "SchemaOutOfRange"
  /** The handle's generation or epoch is no longer the current one. */
  | "Moved"
  /** Writers are kept out for a moment (migration, move, restore). */
  | "Fenced"
  /** The write queue of this database is full, or the wait in it was too long. */
  | "Busy"
  /** Who asks may only read, or their time is over; `detail.why` is `read-only` or `expired`. Nothing was written. */
  | "Restricted"
  /** `write()` inside `write()`: it would wait for itself. */
  | "NestedWrite"
  /** Another process owns the data folder; `detail.pid` says which. */
  | "DataFolderOwned"
  /** The data folder cannot be created or written. */
  | "DataFolderUnwritable"
  /** Start-up refused: `file:` databases or missing secrets where they cannot be. */
  | "BadConfiguration"
  /** The key-encryption key is not the one the keyring was written with. */
  | "WrongMasterKey"
  /** The company's key was destroyed, or never made. */
  | "KeyMissing"
  /**
   * What was applied and the files do not fit; `detail.migration` says which one, `detail.problem` how: `changed`
   * after it was applied, its file is `missing`, `newer` than this code, a `gap` in what was applied, `late` (older).
   */
  | "MigrationMismatch"
  /**
   * A later generation of the database was published than the registry names, as after its master was restored to an
   * earlier moment; `detail.generation` says which, where it is known. Nothing has changed.
   */
  | "LaterGeneration"
  /** A migration failed; the database is as it was before. */
  | "MigrationFailed"
  /**
   * A database cannot be moved, or not back; `detail.why` says why: `same-server`, `plain` (consent is missing), `full`,
   * `draining`, `moving`, `changing`, `written-since`, `nothing-to-undo`, `taken-over`. Nothing has changed.
   */
  | "MoveRefused"
  /** Another migration of the fleet is at work, or has taken this one over; `detail.run` says which. */
  | "MigrationRunning"
  /** There is no such migration of the fleet, or none that could go on. */
  | "UnknownMigrationRun"
  /** A database or a copy of one does not hold what it must: damaged pages, missing rows, dangling references. */
  | "Damaged"
  /** A backup is missing, damaged or was not written by this installation. */
  | "BadBackup"
  /** Where backups are kept is not reached, or did not answer as it should; `detail.target` says which. */
  | "TargetFailed"
  /** There is not enough space on the disk; nothing was changed. */
  | "NoSpace"
  /** A record cannot be brought back as things are now: what it refers to is missing, or its place is taken. */
  | "DoesNotFit"
  /** The master came out of a backup: nothing is removed until the registry was rebuilt; `detail.since` in ms UTC. */
  | "RemovalBlocked"
  /** The engine was not started, or is stopping. */
  | "NotRunning"
  /** An operator's statement ran longer than it may, and was ended. */
  | "TookTooLong"
  /** No server may take another database; `detail` says per server what is against it. Nothing was made. */
  | "NoPlace"
  /** This kind of server cannot do what was asked. */
  | "NotSupported"
  /** A remote database server is down, or did not answer as documented. */
  | "ServerFailed"
  /** What is paid for at a remote service is used up, or it blocks the database; nothing was changed. */
  | "QuotaReached"
  /** The remote server ended a transaction that took too long; nothing of it was written. */
  | "TransactionExpired"
  /** The process that owns the data folder did not take a command, or did not finish it. */
  | "ControlFailed";

export class EngineError extends Error {
  override readonly name = "EngineError";

  constructor(
    readonly code: EngineErrorCode,
    message: string,
    readonly detail: Readonly<Record<string, string | number | null>> = {},
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

export function isEngineError(error: unknown, code?: EngineErrorCode): error is EngineError {
  return (
    error instanceof Error &&
    error.name === "EngineError" &&
    (code === undefined || (error as EngineError).code === code)
  );
}

/**
 * The engine's error anywhere in the chain of causes: the query builder wraps what a read throws. Pages that SQLite
 * cannot read are one too, whichever question came across them, and so is a folder that may not be written any more.
 */
export function engineErrorOf(error: unknown): EngineError | null {
  for (let e = error, depth = 0; e instanceof Error && depth < 8; e = e.cause, depth++) {
    if (isEngineError(e)) return e;
  }
  if (sqliteCode(error) === "SQLITE_CORRUPT") return damagedPages(error);
  return unwritable(error);
}

/** As the file system and SQLite say it of a disk that is mounted for reading only, or of somebody else's files. */
const unwritableCodes = ["EROFS", "EACCES", "EPERM", "SQLITE_READONLY"];

function unwritable(cause: unknown): EngineError | null {
  for (let e = cause, depth = 0; e instanceof Error && depth < 8; e = e.cause, depth++) {
    if (!unwritableCodes.includes(String((e as { code?: unknown }).code))) continue;
    const [why] = e.message.split("\n", 1);
    const message = `Something cannot be written: ${why}. See whose files these are, and whether their disk is mounted for writing; then try again.`;
    return new EngineError("DataFolderUnwritable", message, {}, { cause });
  }
  return null;
}

function damagedPages(cause: unknown): EngineError {
  const message =
    "The database is damaged: some of its pages cannot be read. Keep the file, and restore a backup; tenants doctor says more.";
  return new EngineError("Damaged", message, {}, { cause });
}

/** What an error says, for operators. The query builder appends people's data to its messages: those stay out. */
export function messageWithoutData(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\nparams: [\s\S]*$/, "");
}

/** Errors that say something about the database itself, so that trying again changes nothing. */
const lasting: readonly EngineErrorCode[] = [
  "DatabaseMissing",
  "WrongIdentity",
  "WrongKey",
  "UnexpectedHeader",
  "KeyMissing",
  "Damaged",
];

/** The code when an error is of the kind that time does not heal. */
export function lastingError(error: unknown): EngineErrorCode | null {
  const code = engineErrorOf(error)?.code;
  return code && lasting.includes(code) ? code : null;
}

/** Errors of a database that is busy, being changed or not up yet: soon over, and nothing anybody has to look at. */
const passing: readonly EngineErrorCode[] = [
  "Busy",
  "Fenced",
  "Moved",
  "DatabaseUnavailable",
  "SchemaOutOfRange",
  "NotRunning",
];

export function isPassing({ code }: EngineError): boolean {
  return passing.includes(code);
}

/** The SQLite result code anywhere in the chain of causes, such as `SQLITE_BUSY`; drizzle and the client each wrap. */
export function sqliteCode(error: unknown): string | undefined {
  for (let e = error, depth = 0; e instanceof Error && depth < 8; e = e.cause, depth++) {
    const code = (e as { code?: unknown }).code;
    if (typeof code === "string" && code.startsWith("SQLITE_")) return code;
  }
  return undefined;
}
