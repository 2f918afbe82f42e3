import {
  type Actor,
  EngineError,
  isEngineError,
  type MasterDb,
  openTenant,
  type QueryLimits,
  queryApart,
  recordAudit,
  write,
} from "@/lib/databases";

export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<Readonly<Record<string, string | number | null>>>;
  /** There are more rows than the limit let through. */
  readonly more: boolean;
}

export interface AskLimits extends QueryLimits {
  readonly rows: number;
}

/**
 * Asks one company's database as an operator. Recorded in the platform's audit first: these are people's files.
 * Read-only three times over: the connection is, the statement stands inside a SELECT, and only one is let through;
 * and it calls nothing that reaches out of the database. It runs apart, since nobody knows for how long.
 * @throws EngineError `NotSupported` when it is not such a statement, or is not valid; `TookTooLong`
 */
export async function queryCompany(
  master: MasterDb,
  companyId: string,
  statement: string,
  { rows: limit, ...limits }: AskLimits,
  actor: Actor,
): Promise<QueryResult> {
  const asked = readable(statement);
  await openTenant(companyId);
  await write(master, actor, (tx) =>
    recordAudit(tx, {
      action: "company.queried",
      subject: { type: "company", id: companyId },
      changes: { sql: [null, statement.slice(0, 2_000)] },
      companyId,
    }),
  );
  const found = await queryApart(companyId, asked(limit + 1), limits).catch(refuse);
  const rows = found.slice(0, limit).map(plainRow);
  return { columns: Object.keys(rows[0] ?? {}), rows, more: found.length > limit };
}

/** ATTACH would open other files even on a read-only connection; inside a SELECT it is a syntax error. */
function readable(statement: string): (limit: number) => string {
  const text = statement.trim().replace(/;\s*$/, "");
  const outside = reachingOut.exec(text)?.[0];
  if (outside) throw new EngineError("NotSupported", `A statement may not use ${outside}.`);
  if (/^explain\b/i.test(text)) return () => text;
  if (!/^(select|with|values)\b/i.test(text)) throw onlyReads();
  return (limit) => `SELECT * FROM (\n${text}\n) LIMIT ${limit}`;
}

/**
 * What this build of SQLite brings along that touches files, the cipher or memory, also on a read-only connection:
 * `readfile` of an open database would even drop its locks. Names cannot be written differently, only quoted, so a
 * text that holds one is refused even where it is harmless.
 */
const reachingOut =
  /\b(?:readfile|writefile|fsdir|load_extension|fts3_tokenizer|carray|sqlite_dbpage|sqlite_crypt|sqlite_log|sqlite3mc\w*)\b/i;

const onlyReads = () =>
  new EngineError(
    "NotSupported",
    "This only reads: a statement begins with SELECT, WITH, VALUES or EXPLAIN.",
  );

function refuse(error: unknown): never {
  // Behind a WITH, where the text alone does not show it.
  if (isEngineError(error, "NotSupported") && /near "(delete|insert|update|replace)"/i.test(error.message)) {
    throw onlyReads();
  }
  throw error;
}

function plainRow(row: Record<string, unknown>): Record<string, string | number | null> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plain(value)]));
}

function plain(value: unknown): string | number | null {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  return value instanceof ArrayBuffer ? `x'${Buffer.from(value).toString("hex")}'` : String(value);
}
