import type { InValue, Row } from "@libsql/client";
import { eq, sql } from "drizzle-orm";
import { submissions } from "@/drizzle/tenant/schema";
import { recordAudit } from "../audit";
import { EngineError, sqliteCode } from "../errors";
import type { Actor, TenantTx } from "../handles";
import { openTenant } from "../tenant";
import { writeApart } from "../write";
import type { TenantBackup } from "./find-tenant-backup";
import { onStaged, type StageOptions, withStagedBackup } from "./stage-backup";
import { differingColumns, plain, type RecordTable, recordTables, rowByKey } from "./table-rows";

export interface BroughtBack {
  readonly record: string;
  /** `same`: it is as it was in the backup, so nothing was done. */
  readonly change: "inserted" | "updated" | "same";
}

interface Wanted {
  readonly record: string;
  readonly table: RecordTable;
  readonly row: Row;
}

/** Columns that tell of the row itself and not of what it says. */
const kept = new Set(["created_at", "updated_at", "version"]);

/**
 * Puts single records back as they were in a backup, all of them or none, in one transaction with foreign keys
 * enforced; each is in the company's audit with what changed. Nothing else of the company changes.
 *
 * @param records each as `table:id`; a key of several columns as `table:a/b`
 * @param options `onceKey` names the wish: who asks again within a day gets what came of it, and nothing is done
 * @throws EngineError `BadBackup` (a record is not in it), `DoesNotFit` (what it refers to is missing, or another
 * record has its place), and what staging and `writeApart()` throw
 */
export async function restoreRecords(
  backup: TenantBackup,
  records: readonly string[],
  actor: Actor,
  { onceKey = null, ...options }: StageOptions & { readonly onceKey?: string | null } = {},
): Promise<BroughtBack[]> {
  const wanted = await withStagedBackup(backup, options, (staged) =>
    onStaged(staged, async (then) => {
      const tables = new Map((await recordTables(then)).map((table) => [table.name, table]));
      const found: Wanted[] = [];
      for (const record of new Set(records)) {
        const [name = "", id = ""] = split(record);
        const table = tables.get(name);
        if (!table)
          throw new EngineError("BadBackup", `${name} is no table with records that can be brought back.`);
        const row = await rowByKey(then, table, id.split("/"));
        if (!row) throw new EngineError("BadBackup", `${record} is not in the backup ${backup.id}.`);
        found.push({ record, table, row });
      }
      return found;
    }),
  );
  const db = await openTenant(backup.companyId);
  try {
    return await writeApart(db, actor, (tx) =>
      onceKey === null
        ? bringBack(tx, wanted, backup.id)
        : once(tx, onceKey, () => bringBack(tx, wanted, backup.id)),
    );
  } catch (cause) {
    throw explain(cause);
  }
}

/** What somebody changed after the first time must not be taken back by a second. */
async function once(tx: TenantTx, key: string, work: () => Promise<BroughtBack[]>): Promise<BroughtBack[]> {
  const [done] = await tx.select().from(submissions).where(eq(submissions.key, key));
  if (done) return JSON.parse(done.result) as BroughtBack[];
  const result = await work();
  const action = "records.restore";
  await tx
    .insert(submissions)
    .values({ key, action, actorId: tx.actor.id ?? "", result: JSON.stringify(result) });
  return result;
}

async function bringBack(tx: TenantTx, wanted: readonly Wanted[], backupId: string): Promise<BroughtBack[]> {
  // Records may refer to one another in any order: looked at together when all are there.
  await tx.run(sql`PRAGMA defer_foreign_keys = ON`);
  const done: BroughtBack[] = [];
  for (const { record, table, row } of wanted) {
    const values = table.key.map((column) => row[column] ?? null);
    const current = await readRow(tx, table, values);
    const differing = current ? differingColumns(table, current, row).filter((c) => !kept.has(c)) : [];
    if (current && differing.length === 0) {
      done.push({ record, change: "same" });
      continue;
    }
    if (current) await update(tx, table, row, differing, values);
    else await insert(tx, table, row);
    await recordAudit(tx, {
      action: "company.record-restored",
      subject: { type: table.name, id: values.join("/") },
      changes: {
        backup: [null, backupId],
        ...Object.fromEntries(
          differing.map((column) => [column, [plain(current?.[column]), plain(row[column])]]),
        ),
      },
    });
    done.push({ record, change: current ? "updated" : "inserted" });
  }
  await assertFits(
    tx,
    wanted.map(({ table }) => table.name),
  );
  return done;
}

async function readRow(tx: TenantTx, table: RecordTable, values: readonly InValue[]): Promise<Row | null> {
  const where = sql.join(
    table.key.map((column, at) => sql`${sql.identifier(column)} = ${values[at]}`),
    sql` AND `,
  );
  const [row] = await tx.all<Row>(sql`SELECT * FROM ${sql.identifier(table.name)} WHERE ${where}`);
  return row ?? null;
}

async function insert(tx: TenantTx, table: RecordTable, row: Row): Promise<void> {
  const names = sql.join(
    table.columns.map((column) => sql.identifier(column)),
    sql`, `,
  );
  const values = sql.join(
    table.columns.map((column) => sql`${row[column] ?? null}`),
    sql`, `,
  );
  await tx.run(sql`INSERT INTO ${sql.identifier(table.name)} (${names}) VALUES (${values})`);
}

/** The version goes on, so that whoever has the record open is told that it changed. */
async function update(
  tx: TenantTx,
  table: RecordTable,
  row: Row,
  columns: readonly string[],
  values: readonly InValue[],
): Promise<void> {
  const set = columns.map((column) => sql`${sql.identifier(column)} = ${row[column] ?? null}`);
  if (table.columns.includes("version")) set.push(sql`version = version + 1`);
  const where = sql.join(
    table.key.map((column, at) => sql`${sql.identifier(column)} = ${values[at]}`),
    sql` AND `,
  );
  await tx.run(sql`UPDATE ${sql.identifier(table.name)} SET ${sql.join(set, sql`, `)} WHERE ${where}`);
}

/** Before the commit, which would only say that something is missing. */
async function assertFits(tx: TenantTx, tables: readonly string[]): Promise<void> {
  for (const table of new Set(tables)) {
    const [orphan] = await tx.all<{ parent: string }>(
      sql`SELECT parent FROM pragma_foreign_key_check(${table}) LIMIT 1`,
    );
    if (!orphan) continue;
    throw new EngineError(
      "DoesNotFit",
      `A record of ${table} refers to one of ${orphan.parent} that is not there; bring that one back as well.`,
      { table, parent: orphan.parent },
    );
  }
}

function explain(cause: unknown): unknown {
  const code = sqliteCode(cause);
  if (!code?.startsWith("SQLITE_CONSTRAINT")) return cause;
  const why =
    cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : "";
  return new EngineError("DoesNotFit", `The records do not fit as things are now: ${why}`, {}, { cause });
}

function split(record: string): [string, string] {
  const at = record.indexOf(":");
  return at < 0 ? [record, ""] : [record.slice(0, at), record.slice(at + 1)];
}
