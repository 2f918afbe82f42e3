import { createHash } from "node:crypto";

const mostTables = 4;
const nameless = /^\s*(begin|commit|rollback|savepoint|release|pragma)\b/i;

/**
 * What a query is called in a log: what it does, its tables, and a mark that is the same for the same query. Never its
 * values: the engine's statements have placeholders, and of the text nothing but names of tables is kept.
 */
export function queryName(sql: string): string {
  const verb = /\b(select|insert|update|delete|pragma|explain)\b/i.exec(sql)?.[1]?.toLowerCase() ?? "query";
  const tables = new Set(
    [...sql.matchAll(/\b(?:from|join|into|update)\s+["`]?([a-z_]+)["`]?/gi)].map((m) => m[1]),
  );
  const of = [...tables].slice(0, mostTables).join(", ");
  return `${verb}${of ? ` ${of}` : ""} #${mark(sql)}`;
}

/** What a write is called: what it changed, in order; what it only read when it changed nothing. */
export function writeName(statements: readonly string[]): string {
  const changes = statements.filter((sql) => /^\s*(insert|update|delete)\b/i.test(sql));
  const told = changes.length > 0 ? changes : statements.filter((sql) => !nameless.test(sql));
  return [...new Set(told.map((sql) => queryName(sql).replace(/ #\w+$/, "")))].join(" + ") || "nothing yet";
}

/** However many values are in a list, it is the same query. */
const mark = (sql: string) =>
  createHash("sha256")
    .update(sql.replace(/\(\s*\?(?:\s*,\s*\?)*\s*\)/g, "(?)"))
    .digest("hex")
    .slice(0, 6);
