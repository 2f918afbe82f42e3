import Table from "cli-table3";

export type Cell = string | number | bigint | null;

/** Columns with a line under their names and nothing else around them. Numbers stand to the right. */
export function table(columns: readonly string[], rows: ReadonlyArray<readonly Cell[]>): string {
  if (columns.length === 0) return "";
  const numeric = columns.map(
    (_, index) => rows.length > 0 && rows.every((row) => typeof row[index] !== "string"),
  );
  const plain = Object.fromEntries(
    ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"]
      .concat(["left", "left-mid", "mid", "mid-mid", "right", "right-mid"])
      .map((place) => [place, ""]),
  );
  const made = new Table({
    head: [...columns],
    chars: { ...plain, middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colAligns: numeric.map((isNumeric) => (isNumeric ? "right" : "left")),
  });
  const line = columns.map((column, index) =>
    "─".repeat(
      Math.max(1, ...[column, ...rows.map((row) => text(row[index] ?? null))].map((cell) => widest(cell))),
    ),
  );
  made.push(line, ...rows.map((row) => row.map(text)));
  return made
    .toString()
    .split("\n")
    .map((row) => row.trimEnd())
    .join("\n");
}

/** Control characters of stored text must not reach somebody's terminal. */
function text(cell: Cell): string {
  return cell === null ? "–" : String(cell).replace(/[\p{Cc}\p{Cf}]+/gu, " ");
}

const widest = (cell: string) => [...cell].length;

export function bytes(size: number | null): string {
  if (size === null) return "–";
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = size;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** To the second, UTC. */
export function instant(ms: number | null): string {
  return ms === null ? "–" : `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
