import { messageWithoutData } from "../errors";
/** `error`: something fails or is lost. `warning`: something will. `note`: kept as it is, and nothing to be done. */
export type Severity = "error" | "warning" | "note";

/**
 * What helps. `generation`: a repaired copy takes the database's place. `reconcile`: the registry is brought in line
 * with the disk. `operator`: a person, while the rest can be repaired. `stops`: a person, and nothing is repaired in
 * this database before. `nothing`: it may stay.
 */
export type Remedy = "generation" | "reconcile" | "operator" | "stops" | "nothing";

/** Everything that can be found, how bad it is and what helps. `docs/integrity.md` says it in sentences. */
export const findingKinds = {
  "database.missing": ["error", "stops"],
  "database.unreadable": ["error", "stops"],
  "database.unavailable": ["error", "stops"],
  "database.busy": ["note", "nothing"],
  "database.later-generation": ["error", "stops"],
  "database.interrupted": ["error", "reconcile"],
  "database.unfinished": ["error", "reconcile"],
  "removal.unfinished": ["warning", "operator"],
  "database.size": ["warning", "operator"],
  "database.unknown": ["warning", "operator"],
  "file.unknown": ["warning", "reconcile"],
  "key.unknown": ["note", "nothing"],
  "key.unsettled": ["warning", "reconcile"],
  "backup.interrupted": ["warning", "reconcile"],
  "registry.schema-version": ["warning", "generation"],
  "identity.missing": ["error", "generation"],
  "identity.company": ["error", "stops"],
  "identity.database": ["error", "stops"],
  "identity.generation": ["error", "stops"],
  "identity.epoch": ["error", "generation"],
  "identity.fenced": ["error", "generation"],
  "ledger.newer": ["error", "stops"],
  "ledger.gap": ["error", "generation"],
  "ledger.changed": ["warning", "generation"],
  "ledger.pending": ["warning", "generation"],
  "ledger.unrecorded": ["error", "generation"],
  "ledger.not-applied": ["error", "generation"],
  "integrity.damaged": ["error", "stops"],
  "integrity.index": ["error", "generation"],
  "integrity.rows": ["error", "generation"],
  "schema.different": ["error", "generation"],
  "schema.extra": ["note", "nothing"],
  "schema.other-kind": ["warning", "generation"],
  "rows.null-timestamp": ["error", "generation"],
  "rows.orphaned": ["error", "generation"],
  "rows.breaking": ["error", "generation"],
  "rows.other-company": ["error", "operator"],
  "rows.quarantined": ["note", "nothing"],
  "probe.refused": ["error", "operator"],
  "probe.left-behind": ["error", "operator"],
  "audit.broken": ["error", "operator"],
  "master.other-kind": ["warning", "operator"],
  "check.failed": ["error", "operator"],
} as const satisfies Record<string, readonly [Severity, Remedy]>;

export type FindingCode = keyof typeof findingKinds;

/** Plain values, so that it survives JSON and can be read by machines. */
export type FindingDetail = Readonly<Record<string, string | number | null | readonly string[]>>;

export interface IntegrityFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly remedy: Remedy;
  readonly detail: FindingDetail;
  /** One sentence for people. */
  readonly message: string;
}

export function finding(code: FindingCode, message: string, detail: FindingDetail = {}): IntegrityFinding {
  const [severity, remedy] = findingKinds[code];
  return { code, severity, remedy, detail, message };
}

export const reasonOf = (error: unknown): string => messageWithoutData(error);
