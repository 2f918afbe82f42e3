import type { CatalogueEdition } from "@/lib/domain/catalogue";
import { newId } from "@/lib/domain/id";
import { type ReferenceKind, referenceKinds } from "../kinds";
import { addMissing } from "./add-missing";
import { adoptedValues } from "./adopt";
import { Draft } from "./draft";
import { followEntries } from "./follow";
import type { Holdings } from "./holdings";
import { type Merged, mergeKind, settle, valuesAfter } from "./merge";
import { Occupancy } from "./occupancy";
import type { SyncChange, SyncCounts, SyncPlan } from "./plan";
import { entryKey } from "./values";
import { withdrawEntries } from "./withdraw";

interface PlanOptions {
  /** `missing`: only gives what is not there, and remembers what is; no row that is there changes. */
  readonly what?: "everything" | "missing";
  readonly now: Date;
}

/**
 * Decides what a synchronization does to a company, and does nothing: a three-way merge of the catalogue as it was,
 * the catalogue as it is, and the company's rows. What the company edited, deleted or added itself always stays.
 */
export function planSync(
  held: Holdings,
  edition: CatalogueEdition,
  { what = "everything", now }: PlanOptions,
): SyncPlan {
  const draft = new Draft(held, edition, now.getTime());
  if (what === "everything") withdrawEntries(draft);
  // From above downwards: a city's place is known once its region's is.
  for (const kind of referenceKinds) {
    const merged = what === "everything" ? mergeKind(draft, kind) : [];
    settle(draft, kind, merged);
    addMissing(draft, kind, occupied(draft, kind, merged), newId);
    if (what === "everything") followEntries(draft, merged);
    else rememberCopies(draft, kind);
  }
  return {
    changes: draft.changes,
    conflicts: draft.conflicts,
    links: draft.links,
    bases: draft.baseWrites,
    counts: countsOf(draft),
    edition: [held.edition, what === "everything" ? edition.number : held.edition],
  };
}

/** Names and codes as they will be once the rows that follow have followed. */
function occupied(draft: Draft, kind: ReferenceKind, merged: readonly Merged[]): Occupancy {
  const occupancy = new Occupancy();
  const following = new Map(merged.map((each) => [each.row.id, each]));
  for (const row of draft.rowsOf(kind)) {
    const each = following.get(row.id);
    occupancy.take(each ? valuesAfter(draft, each) : row, row);
  }
  return occupancy;
}

/** Rows that were copied before anybody remembered from what: from now on it is known. */
function rememberCopies(draft: Draft, kind: ReferenceKind): void {
  for (const row of draft.rowsOf(kind)) {
    if (row.catalogueId === null || draft.baseOf(kind, row.catalogueId)) continue;
    if (!draft.itemOf(kind, row.catalogueId)) continue;
    const values = adoptedValues(draft, row, row.catalogueId);
    draft.remember(kind, row.catalogueId, { values, twin: null, withdrawnAt: null });
  }
}

function countsOf(draft: Draft): SyncCounts {
  const { changes, conflicts, links, absent, waiting, items } = draft;
  const count = (type: SyncChange["type"]) => changes.filter((change) => change.type === type).length;
  const touched = new Set(changes.map(({ kind, catalogueId }) => entryKey(kind, catalogueId)));
  return {
    added: count("added"),
    followed: count("followed"),
    archived: count("archived"),
    removed: count("removed"),
    restored: count("restored"),
    offered: count("offered"),
    conflicts: conflicts.length,
    links: links.length,
    absent,
    waiting,
    unchanged: items.filter(
      ({ kind, catalogueId }) => draft.rowOf(kind, catalogueId) && !touched.has(entryKey(kind, catalogueId)),
    ).length,
  };
}
