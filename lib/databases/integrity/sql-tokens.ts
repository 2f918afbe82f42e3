/** A word of SQL as SQLite reads it; `text` is the same however it was quoted or written large. */
export interface Token {
  readonly kind: "word" | "identifier" | "string" | "sign";
  readonly text: string;
  /** Where it stands in the SQL it was read from. */
  readonly start: number;
  readonly end: number;
}

const pattern =
  /(\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^']|'')*')|("(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])|([\p{L}\p{N}_$.]+)|(\|\||<=|>=|<>|!=|==|<<|>>|->>|->|.)/gsu;

/** Divides SQL as far as comparing needs it. Comments and spaces are gone. */
export function tokens(sql: string): Token[] {
  const found: Token[] = [];
  for (const match of sql.matchAll(pattern)) {
    const [text, space, string, quoted, word, sign] = match;
    if (space !== undefined) continue;
    const place = { start: match.index, end: match.index + text.length };
    if (string !== undefined) found.push({ kind: "string", text: string, ...place });
    else if (quoted !== undefined) found.push({ kind: "identifier", text: unquoted(quoted), ...place });
    else if (word !== undefined) found.push(...words(word, match.index));
    else found.push({ kind: "sign", text: sign ?? "", ...place });
  }
  return found;
}

/** `new.code` is three words, `1.5` is one. */
function words(word: string, start: number): Token[] {
  if (!word.includes(".") || /^[\d.]/.test(word)) {
    return [{ kind: "word", text: word.toLowerCase(), start, end: start + word.length }];
  }
  let at = start;
  return word.split(/(\.)/).flatMap((part): Token[] => {
    const place = { start: at, end: at + part.length };
    at += part.length;
    if (part === "") return [];
    return [{ kind: part === "." ? "sign" : "word", text: part.toLowerCase(), ...place }];
  });
}

function unquoted(text: string): string {
  const quote = text[0] ?? "";
  const inner = text.slice(1, -1);
  return (quote === "[" ? inner : inner.replaceAll(quote + quote, quote)).toLowerCase();
}

/** One text for every way of writing the same. */
export function normalised(sql: string | readonly Token[]): string {
  return (typeof sql === "string" ? tokens(sql) : sql).map((token) => token.text).join(" ");
}

/** What stands between the parenthesis at `open` and the one that closes it. */
export function enclosed(all: readonly Token[], open: number): Token[] {
  let depth = 0;
  for (let at = open; at < all.length; at++) {
    if (isSign(all[at], "(")) depth++;
    if (isSign(all[at], ")") && --depth === 0) return all.slice(open + 1, at);
  }
  return all.slice(open + 1);
}

/** Divides at the commas that stand in no parenthesis. */
export function listed(all: readonly Token[]): Token[][] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of all) {
    if (isSign(token, "(")) depth++;
    if (isSign(token, ")")) depth--;
    if (depth === 0 && isSign(token, ",")) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items.filter((item) => item.length > 0);
}

export function isSign(token: Token | undefined, text: string): boolean {
  return token?.kind === "sign" && token.text === text;
}

export function isWord(token: Token | undefined, text: string): boolean {
  return token?.kind === "word" && token.text === text;
}

/** A name as it stands in SQL, whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
