import type { SyncChange, SyncConflict, SyncPlan } from "./plan";

type Told = Record<string, readonly [unknown, unknown]>;

/** What one event says of a synchronization: from which edition to which, how many entries, and which. */
export function syncChangesTold({ changes, conflicts, edition: [from, to] }: SyncPlan): Told {
  const told: Told = { edition: [from, to], entries: [null, changes.length] };
  for (const type of ["added", "followed", "archived", "removed", "restored", "offered"] as const) {
    const lines = changes.filter((change) => change.type === type).map(lineOf);
    if (lines.length > 0) told[type] = [null, lines];
  }
  if (conflicts.length > 0) told.keptHere = [null, conflicts.map(conflictLine)];
  return told;
}

function lineOf(change: SyncChange): string {
  if (change.type !== "followed") return change.name;
  const fields = Object.values(change.fields).map(([from, to]) => `${from ?? "–"} → ${to ?? "–"}`);
  return `${change.name} (${fields.join("; ")})`;
}

function conflictLine(conflict: SyncConflict): string {
  return conflict.type === "edited"
    ? `${conflict.name} (${conflict.here ?? "–"} | ${conflict.now ?? "–"})`
    : conflict.name;
}
