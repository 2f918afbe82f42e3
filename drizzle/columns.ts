import { sql } from "drizzle-orm";
import { integer, text } from "drizzle-orm/sqlite-core";

/** Milliseconds since 1970-01-01 UTC, as the database itself reads its clock. */
export const nowInDatabase = sql`(CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER))`;

/** A UUIDv7 as text: integers above 2^53 do not survive the trip through JavaScript. */
export const id = (name = "id") => text(name).primaryKey();

/** Whole milliseconds UTC. */
export const instant = (name: string) => integer(name, { mode: "number" });

/** `created_at` and `updated_at`: never null, whoever writes. A trigger in the migrations keeps `updated_at`. */
export const timestamps = {
  createdAt: instant("created_at").notNull().default(nowInDatabase),
  updatedAt: instant("updated_at").notNull().default(nowInDatabase),
};

/** Counts a row's edits, so that a second editor is told instead of overwriting the first. */
export const version = integer("version").notNull().default(1);

export const flag = (name: string) => integer(name, { mode: "boolean" });

/** `column IN ('a', 'b')` for a CHECK constraint. */
export function oneOf(column: string, values: readonly string[]) {
  return sql.raw(`"${column}" IN (${values.map((v) => `'${v}'`).join(", ")})`);
}
