import type { CheckShape, CodeShape, IndexShape } from "./schema-shape";
import { enclosed, isSign, isWord, listed, normalised, type Token, tokens } from "./sql-tokens";

/** What only the text of CREATE TABLE says. */
export interface TableText {
  readonly checks: readonly CheckShape[];
  readonly options: readonly string[];
  /** Column to collation. */
  readonly collations: ReadonlyMap<string, string>;
}

const constraintWords = ["constraint", "primary", "unique", "check", "foreign"];

export function readTable(sql: string): TableText {
  const all = tokens(sql);
  const open = all.findIndex((token) => isSign(token, "("));
  const body = enclosed(all, open);
  const tail = normalised(all.slice(open + body.length + 2));
  const options = [
    ...(/\bstrict\b/.test(tail) ? ["STRICT"] : []),
    ...(/\bwithout rowid\b/.test(tail) ? ["WITHOUT ROWID"] : []),
    ...(body.some((token) => isWord(token, "autoincrement")) ? ["AUTOINCREMENT"] : []),
  ];
  const collations = new Map<string, string>();
  for (const item of listed(body)) {
    const at = item.findIndex((token) => isWord(token, "collate"));
    const [first] = item;
    const isConstraint = first?.kind === "word" && constraintWords.includes(first.text);
    if (first && at > 0 && !isConstraint) collations.set(first.text, item[at + 1]?.text ?? "");
  }
  return { checks: checksIn(sql, body), options, collations };
}

function checksIn(sql: string, body: readonly Token[]): CheckShape[] {
  const checks: CheckShape[] = [];
  for (const [at, token] of body.entries()) {
    if (!isWord(token, "check") || !isSign(body[at + 1], "(")) continue;
    const inside = enclosed(body, at + 1);
    const name = isWord(body[at - 2], "constraint") ? (body[at - 1]?.text ?? null) : null;
    checks.push({ name, sql: source(sql, inside), normalised: normalised(inside) });
  }
  return checks;
}

export function readIndex(name: string, table: string, sql: string): IndexShape {
  const all = tokens(sql);
  const open = all.findIndex((token) => isSign(token, "("));
  const inside = enclosed(all, open);
  const tail = all.slice(open + inside.length + 2);
  const unique = all.slice(0, open).some((token) => isWord(token, "unique"));
  const items = listed(inside).map((item) =>
    isWord(item.at(-1), "asc") && item.length > 1 ? item.slice(0, -1) : item,
  );
  const where = isWord(tail[0], "where") ? tail.slice(1) : [];
  return {
    name,
    table,
    sql,
    unique,
    items: items.map((item) => source(sql, item)),
    where: where.length > 0 ? source(sql, where) : null,
    normalised: `${unique ? "unique " : ""}on ${table.toLowerCase()} (${items.map(normalised).join(", ")})${
      where.length > 0 ? ` where ${normalised(where)}` : ""
    }`,
  };
}

/** A trigger or a view, from its own name on. */
export function readCode(name: string, table: string, sql: string): CodeShape {
  const all = tokens(sql);
  const named = all.findIndex(
    (token) => (token.kind === "word" || token.kind === "identifier") && token.text === name.toLowerCase(),
  );
  const body = all.slice(named + 1);
  const lasting = isSign(body.at(-1), ";") ? body.slice(0, -1) : body;
  return { name, table, sql, normalised: normalised(lasting) };
}

function source(sql: string, part: readonly Token[]): string {
  return sql.slice(part[0]?.start ?? 0, part.at(-1)?.end ?? 0);
}
