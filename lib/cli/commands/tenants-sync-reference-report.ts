import type { SyncChange, SyncConflict, SyncPlan } from "@/lib/company/reference/sync/plan";
import type { ComparedCompany } from "@/lib/journeys/sync-reference";
import { table } from "../table";

export interface SyncReport {
  readonly dryRun: boolean;
  readonly companies: readonly ComparedCompany[];
}

/** The counts of everybody, and line by line what is done to whom. */
export function showSyncReport({ dryRun, companies }: SyncReport): string {
  const blocks = [
    table(
      ["Company", "Added", "Changed", "Archived", "Removed", "Restored", "Conflicts", "To link", "Problem"],
      companies.map(({ slug, plan, error }) => {
        const { added, followed, archived, removed, restored, conflicts, links } = plan?.counts ?? nothing;
        return [slug, added, followed, archived, removed, restored, conflicts, links, error ?? ""];
      }),
    ),
    ...companies.flatMap(({ slug, plan }) => {
      const lines = plan ? linesOf(plan) : [];
      return lines.length === 0 ? [] : [[`${slug}:`, ...lines].join("\n")];
    }),
  ];
  if (dryRun) blocks.push("Nothing was changed: this is what a synchronization would do.");
  return blocks.join("\n\n");
}

const nothing = { added: 0, followed: 0, archived: 0, removed: 0, restored: 0, conflicts: 0, links: 0 };

function linesOf({ changes, conflicts }: SyncPlan): string[] {
  return [...changes.map(changeLine), ...conflicts.map(conflictLine)].map((line) => `   ${line}`);
}

function changeLine(change: SyncChange): string {
  const what = `${change.kind} ${quoted(change.name)}`;
  switch (change.type) {
    case "added":
      return `+ ${what}`;
    case "removed":
      return `- ${what}`;
    case "restored":
      return `↑ ${what}: back from the archive`;
    case "archived":
      return change.because === "edited"
        ? `↓ ${what}: archived, since the company wrote in it`
        : `↓ ${what}: archived, since ${change.doctors} doctors and ${change.below} places use it`;
    case "offered":
      return `? ${what}: the company's own has the ${change.by} of the catalogue's ${quoted(change.values.name)}`;
    case "followed":
      return `~ ${what}: ${Object.entries(change.fields)
        .map(([field, [from, to]]) => `${fieldName(field)} ${quoted(from)} → ${quoted(to)}`)
        .join(", ")}`;
  }
}

function conflictLine(conflict: SyncConflict): string {
  const what = `! ${conflict.kind} ${quoted(conflict.name)}`;
  switch (conflict.type) {
    case "edited":
      return `${what}: ${fieldName(conflict.field)} stays ${quoted(conflict.here)}, the catalogue says ${quoted(conflict.now)}`;
    case "taken":
      return `${what}: the ${conflict.field} ${quoted(conflict.now)} belongs to ${quoted(conflict.by)}`;
    case "doctorsThere":
      return `${what}: stays where it is, since ${conflict.doctors} doctors work in it; the catalogue has it in ${quoted(conflict.now)}`;
    case "placeMissing":
      return `${what}: stays where it is, since the company does not have the place where the catalogue has it`;
  }
}

const fieldName = (field: string) => (field === "parentId" ? "place" : field);
const quoted = (text: string | null) => (text === null ? "nothing" : `"${text}"`);
