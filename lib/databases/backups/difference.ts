import type { Row } from "@libsql/client";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { findTenantRow, toTenantRef } from "../registry";
import { cached } from "../tenant";
import type { TenantBackup } from "./find-tenant-backup";
import type { Asked } from "./read-contents";
import { onStaged, type StageOptions, withStagedBackup } from "./stage-backup";
import {
  compareKeys,
  differingColumns,
  plain,
  type RecordTable,
  recordTables,
  rowsInOrder,
} from "./table-rows";

export interface ChangedRecord {
  /** `table:id`, as "bring back only these records" takes it. */
  readonly record: string;
  /** What became of it since the backup. */
  readonly change: "added" | "changed" | "removed";
  /** Its code and name where it has any, for people. */
  readonly label: string;
  /** As `label`, without what people are called: for who has no business with their names. */
  readonly reference: string;
  /** Columns that differ, of a changed one. */
  readonly fields: readonly string[];
}

export interface TableDifference {
  readonly table: string;
  /** Since the backup: a restore loses these. */
  readonly added: number;
  readonly changed: number;
  /** Since the backup: a restore brings these back. */
  readonly removed: number;
  /** At most as many as were asked for. */
  readonly records: readonly ChangedRecord[];
}

export interface DifferenceOptions extends StageOptions {
  /** Records named per table; of each kind of change so many when `mostOfEach` is set. */
  readonly most?: number;
  readonly mostOfEach?: boolean;
  /** Names these records and no others, each as `table:id`. */
  readonly only?: ReadonlySet<string>;
  /** Looked at between two tables. */
  readonly signal?: AbortSignal;
  readonly onTable?: (table: string, done: number, total: number) => void;
}

/**
 * What happened to a company's records between a backup and now, table by table; of tables without a difference nothing.
 * Changes nothing. Reads a page at a time, so that everybody else gets their turn.
 * @throws EngineError as `withStagedBackup` and opening the database do
 */
export async function differenceSince(
  backup: TenantBackup,
  options: DifferenceOptions = {},
): Promise<TableDifference[]> {
  const ref = toTenantRef(await findTenantRow(engine().master, backup.companyId));
  return withStagedBackup(backup, options, (staged) =>
    onStaged(staged, (then) => cached(ref).use(({ reader }) => compare(then, reader, options))),
  );
}

async function compare(then: Asked, now: Asked, options: DifferenceOptions): Promise<TableDifference[]> {
  const { signal, onTable } = options;
  const known = new Set((await recordTables(now)).map(({ name }) => name));
  const tables = (await recordTables(then)).filter(({ name }) => known.has(name));
  const found: TableDifference[] = [];
  for (const [index, table] of tables.entries()) {
    if (signal?.aborted) throw new EngineError("NotRunning", "The comparison was ended.");
    const difference = await compareTable(then, now, table, options);
    if (difference.added + difference.changed + difference.removed > 0) found.push(difference);
    onTable?.(table.name, index + 1, tables.length);
  }
  return found;
}

async function compareTable(
  then: Asked,
  now: Asked,
  table: RecordTable,
  { most = 20, mostOfEach = false, only }: DifferenceOptions,
): Promise<TableDifference> {
  const counts = { added: 0, changed: 0, removed: 0 };
  const records: ChangedRecord[] = [];
  const note = (change: ChangedRecord["change"], row: Row, fields: readonly string[] = []) => {
    counts[change]++;
    if (!only && (mostOfEach ? counts[change] > most : records.length >= most)) return;
    const record = `${table.name}:${table.key.map((column) => String(plain(row[column]))).join("/")}`;
    if (!only || only.has(record))
      records.push({ record, change, label: labelOf(row), reference: referenceOf(row), fields });
  };
  const [before, after] = [rowsInOrder(then, table), rowsInOrder(now, table)];
  let [a, b] = [(await before.next()).value, (await after.next()).value];
  while (a || b) {
    const order = a && b ? compareKeys(table, a, b) : a ? -1 : 1;
    if (order < 0 && a) note("removed", a);
    if (order > 0 && b) note("added", b);
    if (order === 0 && a && b) {
      const fields = differingColumns(table, a, b);
      if (fields.length > 0) note("changed", b, fields);
    }
    if (order <= 0) a = (await before.next()).value;
    if (order >= 0) b = (await after.next()).value;
  }
  return { table: table.name, ...counts, records };
}

const labelOf = (row: Row) => textsOf(row, ["code", "first_name", "last_name", "name"]);
/** People have a first and a last name; what has a `name` is a place, a thing or the company itself. */
const referenceOf = (row: Row) => textsOf(row, ["code", "mrn", "name"]);

function textsOf(row: Row, columns: readonly string[]): string {
  return columns
    .map((column) => row[column])
    .filter((value) => typeof value === "string" && value !== "")
    .join(" ");
}
