import type { RecentChange } from "./recent-changes";

export interface ChangeGroup {
  /** The latest of them. */
  readonly change: RecentChange;
  /** How many more of the same kind by the same person came right before it. */
  readonly more: number;
}

/** Folds a run of the same action by the same person into one line, so that thirty new doctors do not hide the rest. */
export function groupChanges(changes: readonly RecentChange[], most = 8): ChangeGroup[] {
  const groups: { change: RecentChange; more: number }[] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    if (last && isAlike(last.change, change)) last.more += 1;
    else groups.push({ change, more: 0 });
  }
  return groups.slice(0, most);
}

function isAlike(a: RecentChange, b: RecentChange): boolean {
  return a.action === b.action && a.actorName === b.actorName && a.impersonatorName === b.impersonatorName;
}
