import type { LedgerRow } from "../migrations/ledger";
import type { Expectation } from "./expectation";
import { finding, type IntegrityFinding } from "./finding";
import { type MigrationTrace, recordedCount } from "./migration-traces";

/** What the database believes was done to it, against the files and against what is there. */
export function checkLedger(
  { migrations }: Expectation,
  ledger: readonly LedgerRow[],
  traces: readonly MigrationTrace[],
): IntegrityFinding[] {
  const known = new Set(migrations.map((migration) => migration.name));
  const newer = ledger.filter((row) => !known.has(row.name));
  const recorded = recordedCount(traces);
  return [
    ...newer.map(({ name }) =>
      finding(
        "ledger.newer",
        `Migration ${name} was applied to it, but this version of MedAdmin does not have it: run the newer version.`,
        { migration: name },
      ),
    ),
    ...traces.flatMap((trace, index) => ofMigration(trace, index < recorded)),
  ];
}

function ofMigration(
  { migration: { name, sha256 }, recorded, present, missing }: MigrationTrace,
  isAmongRecorded: boolean,
): IntegrityFinding[] {
  const detail = { migration: name, present, missing };
  if (!recorded && isAmongRecorded) {
    return [finding("ledger.gap", `The ledger skips migration ${name}, but names later ones.`, detail)];
  }
  if (!recorded && present.length > 0) {
    const part =
      missing.length > 0 ? `${present.length} of ${present.length + missing.length} things` : "all";
    return [
      finding(
        "ledger.unrecorded",
        `Migration ${name} is not in the ledger, but ${part} that it makes are there.`,
        detail,
      ),
    ];
  }
  if (!recorded)
    return [finding("ledger.pending", `Migration ${name} was not applied yet.`, { migration: name })];
  const changed =
    recorded.sha256 === sha256
      ? []
      : [
          finding("ledger.changed", `Migration ${name} was applied from a file that has changed since.`, {
            migration: name,
            recorded: recorded.sha256,
            file: sha256,
          }),
        ];
  if (missing.length === 0 || present.length > 0) return changed;
  const never = finding(
    "ledger.not-applied",
    `The ledger says that migration ${name} was applied, but nothing that it makes is there.`,
    detail,
  );
  return [...changed, never];
}
