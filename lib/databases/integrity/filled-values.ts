import { type ColumnShape, type TableShape, timestamps } from "./schema-shape";
import { quoted } from "./sql-tokens";

/** What a column of a remade table gets from the row that was, as SQL. Only what is missing is made up. */
export function valueFor(column: ColumnShape, was: TableShape, now: number): string {
  const old = was.columns.has(column.name) ? quoted(column.name) : null;
  if (!column.notNull) return old ?? column.default ?? "NULL";
  const substitute = timestamps.includes(column.name)
    ? timestampFor(column.name, was, now)
    : (column.default ?? (old === null ? neutral(column.type) : null));
  if (old === null) return substitute ?? "NULL";
  // A null that nothing is known to replace breaks the rule, and the row is set aside.
  return substitute === null ? old : `coalesce(${old}, ${substitute})`;
}

/** The other timestamp, else the time in the row's id, else when the database got its tables. */
function timestampFor(name: string, was: TableShape, now: number): string {
  const others = timestamps.filter((other) => other !== name && was.columns.has(other)).map(quoted);
  const id = was.columns.get("id")?.type === "TEXT" ? [timeOfId(quoted("id"))] : [];
  return `coalesce(${[...others, ...id, "(SELECT min(applied_at) FROM schema_ledger)", String(now)].join(", ")})`;
}

/** Ms UTC in the first twelve digits of a UUIDv7; null when it is none. */
function timeOfId(id: string): string {
  const digit = "[0-9a-f]";
  const shape = `${digit.repeat(8)}-${digit.repeat(4)}-7*`;
  const places = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13];
  const parts = places.map(
    (place, at) => `(instr('123456789abcdef', substr(${id}, ${place}, 1)) << ${(11 - at) * 4})`,
  );
  return `CASE WHEN ${id} GLOB '${shape}' THEN ${parts.join(" | ")} END`;
}

/** For a column that never was there and may not be empty. */
function neutral(type: string): string {
  if (/CHAR|CLOB|TEXT/.test(type)) return "''";
  return /BLOB/.test(type) ? "x''" : "0";
}
