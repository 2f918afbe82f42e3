import { type Client, createClient } from "@libsql/client";
import { Apart } from "../apart/apart";
import { EngineError, sqliteCode } from "../errors";
import { fileUrl } from "../file-url";
import { isLarge } from "../generations/copy-database";
import { assertSound, countRows, type RowCounts } from "../generations/soundness";
import { type Identity, readIdentity } from "../identity";
import { type LedgerRow, readLedger } from "../migrations/ledger";

export type Asked = Pick<Client, "execute">;

/** Where a chain of audit events ends. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: string;
}

/** What a database says of itself. */
export interface Contents {
  readonly rows: RowCounts;
  readonly ledger: readonly LedgerRow[];
  readonly identity: Identity | null;
  /** Null before the first event. */
  readonly audit: AuditHead | null;
}

/**
 * Reads a closed database from end to end: every page, every reference, every row. A large one in another process.
 * @throws EngineError `Damaged`, `WrongKey`
 */
export async function readContents(path: string, key: string): Promise<Contents> {
  try {
    if (!(await isLarge(path))) return await readHere(path, key);
    const apart = await Apart.open(path, key, "ro");
    try {
      return await read(apart);
    } finally {
      await apart.close();
    }
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    if (sqliteCode(cause) === "SQLITE_NOTADB")
      throw new EngineError("WrongKey", "The key does not open this database.", {}, { cause });
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError("Damaged", `The database cannot be read to its end: ${why}`, {}, { cause });
  }
}

async function readHere(path: string, key: string): Promise<Contents> {
  const client = createClient({ url: fileUrl(path, "ro"), concurrency: 1, timeout: 0, encryptionKey: key });
  try {
    return await read(client);
  } finally {
    client.close();
  }
}

async function read(client: Asked): Promise<Contents> {
  await assertSound(client);
  return {
    rows: await countRows(client),
    ledger: await readLedger(client),
    identity: await readIdentity(client),
    audit: await readAuditHead(client),
  };
}

export async function readAuditHead(client: Asked): Promise<AuditHead | null> {
  const found = await client.execute("SELECT seq, hash FROM audit_events ORDER BY seq DESC LIMIT 1");
  const row = found.rows[0];
  return row ? { seq: Number(row.seq), hash: String(row.hash) } : null;
}
