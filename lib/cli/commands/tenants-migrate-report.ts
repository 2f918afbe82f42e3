import type { DatabaseResult, FleetMigration, FleetMigrationPreview } from "@/lib/databases";
import { table } from "../table";

export type MigrateReport =
  | ({ readonly mode: "preview" } & FleetMigrationPreview)
  | ({ readonly mode: "run" } & FleetMigration);

/** Whether somebody has to see to something still. */
export function isIncomplete(report: MigrateReport): boolean {
  if (report.mode === "preview") return report.databases.some(({ problem }) => problem !== null);
  return report.state === "stopped" || report.results.some(({ state }) => state === "failed");
}

export function progressLine({ slug, state, from, to, ms, error, ...result }: DatabaseResult): string {
  if (state === "failed") return `${slug}: FAILED, ${error?.message}`;
  if (state === "current") return `${slug}: up to date${error ? `. ${error.message}` : ""}`;
  const onCopy = result.toGeneration !== result.fromGeneration ? `, generation ${result.toGeneration}` : "";
  const note = error ? `. ${error.message}` : "";
  return `${slug}: ${from ?? "nothing"} → ${to} in ${Math.round(ms ?? 0)} ms${onCopy}${note}`;
}

export function showMigrateReport(report: MigrateReport): string {
  return report.mode === "preview" ? showPreview(report) : showRun(report);
}

function showRun({ runId, results, state, stoppedBecause, current }: FleetMigration): string {
  const count = (wanted: DatabaseResult["state"]) => results.filter((each) => each.state === wanted).length;
  const noted = results.filter((each) => each.error !== null);
  const waiting = count("waiting") + count("running");
  const blocks = [
    ...(noted.length > 0 ? [table(["Company", "State", "Schema", "Problem"], noted.map(problemRow))] : []),
    `${count("done")} migrated, ${current} up to date by the registry (${count("current")} of them opened), ${count("failed")} failed${waiting > 0 ? `, ${waiting} waiting` : ""}.`,
    ...(state === "stopped"
      ? [`Stopped: ${stoppedBecause} "tenants migrate --resume ${runId}" goes on.`]
      : []),
  ];
  return blocks.join("\n\n");
}

const problemRow = ({ slug, state, to, error }: DatabaseResult) => [slug, state, to, error?.message ?? ""];

function showPreview({ target, current, databases, migrations }: FleetMigrationPreview): string {
  const summary = `${databases.length} to be brought to ${target}, ${current} up to date by the registry. Nothing was done.`;
  if (databases.length === 0) return summary;
  const rows = databases.map(({ slug, from, method, problem, ...database }) => [
    slug,
    from ?? "nothing",
    problem ?? `${database.migrations.length} (${method})`,
  ]);
  const sql = migrations.map(({ name, statements }) => `-- ${name}\n${statements.join("\n")}`);
  return [table(["Company", "From", "Migrations"], rows), ...sql, summary].join("\n\n");
}
