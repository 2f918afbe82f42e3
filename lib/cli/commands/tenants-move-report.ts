import type { MovedDatabase, MoveEnd, MovePlan, UndoneMove } from "@/lib/databases";
import { table } from "../table";

export type MoveReport =
  | ({ readonly mode: "preview"; readonly slug: string } & MovePlan)
  | ({ readonly mode: "moved"; readonly slug: string } & MovedDatabase)
  | ({ readonly mode: "undone"; readonly slug: string } & UndoneMove);

export function showMoveReport(report: MoveReport): string {
  if (report.mode === "preview") return showPreview(report);
  const { slug, from, to, pausedMs } = report;
  const paused = `Writers stood still for ${pausedMs} ms.`;
  if (report.mode === "undone") return `${slug} is back on ${to.name}. ${paused}`;
  return [
    `${slug} is on ${to.name} now, ${encryption(to)}: ${report.rows} rows were copied and proven. ${paused}`,
    `What it was on ${from.name} stays there, closed, for 30 days: --undo goes back to it while nothing is written.`,
  ].join("\n");
}

function showPreview({ slug, from, to, bytes, rows, tables, losesEncryption }: MovePlan & { slug: string }) {
  const size = bytes === null ? "" : `, ${Math.max(1, Math.round(bytes / 1024))} KB`;
  return [
    `${slug} would move from ${from.name} (${encryption(from)}) to ${to.name} (${encryption(to)}): ${rows} rows${size}.`,
    "",
    table(
      ["Table", "Rows"],
      tables.filter((each) => each.rows > 0).map((each) => [each.name, each.rows]),
    ),
    "",
    "People read on meanwhile; what they save waits until it is moved, 15 seconds at most, and is refused after that.",
    ...(losesEncryption
      ? ["It would lose the encryption with a key of its own: --accept-plain agrees to that."]
      : []),
    "Nothing was changed.",
  ].join("\n");
}

const encryption = ({ encrypted }: MoveEnd) => (encrypted ? "encrypted" : "not encrypted");
