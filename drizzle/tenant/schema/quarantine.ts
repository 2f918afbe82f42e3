import { sql } from "drizzle-orm";
import { check, index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, instant, timestamps } from "../../columns";

/** Rows that a repair could not leave where they were: what they were, and what they pointed to. None is ever deleted. */
export const quarantinedRows = sqliteTable(
  "quarantined_rows",
  {
    id: id(),
    tableName: text("table_name").notNull(),
    /** The row as JSON, column by column; bytes as `{"$blob": "hex"}`. */
    row: text("row").notNull(),
    /** What the database said against it. */
    reason: text("reason").notNull(),
    /** `{"table": …, "columns": {…}}` of what it pointed to and what was not there, as JSON; null when that was not it. */
    reference: text("reference"),
    foundAt: instant("found_at").notNull(),
    /** When it went back to its table; null while it is only here. */
    restoredAt: instant("restored_at"),
    ...timestamps,
  },
  (t) => [
    index("quarantined_rows_waiting").on(t.tableName).where(sql`"restored_at" IS NULL`),
    check("quarantined_rows_row_check", sql`json_valid("row")`),
    check("quarantined_rows_reference_check", sql`"reference" IS NULL OR json_valid("reference")`),
  ],
);
