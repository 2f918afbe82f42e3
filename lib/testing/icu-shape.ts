/** What an ICU message asks for: its arguments and tags, and the forms of each of its plurals. */
export interface IcuShape {
  readonly args: Set<string>;
  readonly plurals: string[][];
}

/** Reads as much of ICU as our messages use: arguments, plural, select, tags, and quoted braces. */
export function icuShape(message: string, shape: IcuShape = { args: new Set(), plurals: [] }): IcuShape {
  const text = message.replaceAll("''", "").replace(/'[{}<][^']*'?/g, "");
  for (const [, tag] of text.matchAll(/<(\w+)>/g)) shape.args.add(`<${tag}>`);
  for (const { inside } of braces(text)) {
    const [name = "", kind = ""] = inside.split(",", 2).map((part) => part.trim());
    shape.args.add(name);
    if (kind !== "plural" && kind !== "selectordinal" && kind !== "select") continue;
    const options = braces(inside);
    if (kind !== "select") shape.plurals.push(options.map(({ before }) => before));
    for (const option of options) icuShape(option.inside, shape);
  }
  return shape;
}

/** The outermost `{…}` of a text, each with the word before it. */
function braces(text: string): { before: string; inside: string }[] {
  const found: { before: string; inside: string }[] = [];
  let depth = 0;
  let start = 0;
  let before = "";
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{" && depth++ === 0) {
      before =
        text
          .slice(start, at)
          .split(/[\s,]+/)
          .findLast((word) => word !== "") ?? "";
      start = at + 1;
    } else if (text[at] === "}" && --depth === 0) {
      found.push({ before, inside: text.slice(start, at) });
      start = at + 1;
    }
  }
  return found;
}
