import type { BroughtBack, RestoredTenant, TableDifference } from "@/lib/databases";
import { instant, table } from "../table";

export type RestoreReport =
  | {
      readonly mode: "compared";
      readonly slug: string;
      readonly backupId: string;
      /** Milliseconds UTC. */
      readonly takenAt: number;
      readonly tables: readonly TableDifference[];
      /** The records that were asked for; null for all of it. */
      readonly only: readonly string[] | null;
    }
  | ({ readonly mode: "restored"; readonly slug: string } & RestoredTenant)
  | { readonly mode: "records"; readonly slug: string; readonly records: readonly BroughtBack[] };

export function showRestoreReport(report: RestoreReport): string {
  if (report.mode === "records")
    return table(
      ["Record", "Now"],
      report.records.map(({ record, change }) => [record, change]),
    );
  if (report.mode === "restored") return showRestored(report);
  const { slug, backupId, takenAt, tables, only } = report;
  const of = `the backup ${backupId} of ${instant(takenAt)}`;
  if (tables.length === 0) return `${slug} has the same records as ${of}.`;
  const records = tables.flatMap((difference) => difference.records);
  return [
    `What became of ${slug} since ${of}:`,
    "",
    table(
      [
        "Table",
        "Added since (would go)",
        "Changed since (would change back)",
        "Removed since (would come back)",
      ],
      tables.map(({ table: name, added, changed, removed }) => [name, added, changed, removed]),
    ),
    "",
    table(
      ["Record", "Since then", "What", "Fields"],
      records.map(({ record, change, label, fields }) => [record, change, label, fields.join(", ")]),
    ),
    ...(only === null && tables.some(unnamed) ? ["…"] : []),
    "",
    "Nothing was changed: --yes does it without asking, --only table:id,… brings back only some records.",
  ].join("\n");
}

const unnamed = ({ added, changed, removed, records }: TableDifference) =>
  added + changed + removed > records.length;

function showRestored({
  slug,
  backupId,
  takenAt,
  generation,
  beforeId,
  carriedEvents,
}: RestoredTenant & { slug: string }) {
  return [
    `${slug} is back to the backup ${backupId} of ${instant(takenAt)}, as generation ${generation}.`,
    beforeId === null
      ? "What was there before could not be backed up any more; its file, if there is one, stays as the earlier generation."
      : `What was there before is the backup ${beforeId}, and its file stays as the earlier generation.`,
    `${carriedEvents} events of the audit since then were kept.`,
  ].join("\n");
}
