import type { ReferenceKind } from "../kinds";
import type { Twin } from "./holdings";
import type { EntryValues, SyncField } from "./values";

/** What a row says of itself; its place by the company's own id. */
export type RowValues = Omit<EntryValues, "parentId"> & { readonly parentId: string | null };

interface Concerned {
  readonly kind: ReferenceKind;
  readonly catalogueId: string;
  /** What the company calls it, or the catalogue where the company has no row. */
  readonly name: string;
}

interface OnRow extends Concerned {
  readonly rowId: string;
  readonly version: number;
}

/** Something that a synchronization does to a company's rows. */
export type SyncChange =
  /** A row the company did not have. */
  | (Concerned & { readonly type: "added"; readonly rowId: string; readonly values: RowValues })
  /** Fields that the company left as they were follow the catalogue; a place by its name. */
  | (OnRow & {
      readonly type: "followed";
      readonly fields: Readonly<Partial<Record<SyncField, readonly [string | null, string | null]>>>;
      readonly values: RowValues;
      /** A code or a name that must be unique changes. */
      readonly rekeyed: boolean;
    })
  /** The catalogue offers it no more, and nothing names it. */
  | (OnRow & { readonly type: "removed" })
  /** The catalogue offers it no more, but it is used or says what the company wrote. */
  | (OnRow & {
      readonly type: "archived";
      readonly because: "used" | "edited";
      readonly doctors: number;
      /** Rows that lie in it. */
      readonly below: number;
    })
  /** The catalogue offers again what an earlier synchronization archived. */
  | (OnRow & { readonly type: "restored" })
  /** The company has a row of its own with this code or name; it is asked whether they are the same. */
  | (Concerned & {
      readonly type: "offered";
      readonly rowId: string;
      readonly by: Twin["by"];
      readonly values: EntryValues;
    });

/** Where the catalogue's change and what the company has cannot both be. The company's stays. */
export type SyncConflict =
  /** Both changed the field. */
  | (Concerned & {
      readonly type: "edited";
      readonly rowId: string;
      readonly field: SyncField;
      readonly here: string | null;
      readonly was: string | null;
      readonly now: string | null;
    })
  /** Another row of the company has the name or code, and cannot be linked. */
  | (Concerned & {
      readonly type: "taken";
      readonly rowId: string | null;
      readonly field: "name" | "code";
      readonly now: string | null;
      readonly by: string;
    })
  /** It would move to another region or city, but doctors work in it. */
  | (Concerned & {
      readonly type: "doctorsThere";
      readonly rowId: string;
      readonly doctors: number;
      readonly now: string | null;
    })
  /** It would move to a place that the company does not have. */
  | (Concerned & { readonly type: "placeMissing"; readonly rowId: string; readonly now: string | null });

/** What is remembered of an entry afterwards. */
export interface BaseWrite {
  readonly kind: ReferenceKind;
  readonly catalogueId: string;
  /** Null: forgotten. */
  readonly base: {
    readonly values: EntryValues;
    readonly twin: Twin | null;
    readonly withdrawnAt: number | null;
  } | null;
}

/** An offer to link that waits for the company's answer. */
export interface OpenLink extends Concerned {
  readonly rowId: string;
  readonly by: Twin["by"];
}

export interface SyncCounts {
  readonly added: number;
  readonly followed: number;
  readonly archived: number;
  readonly removed: number;
  readonly restored: number;
  readonly offered: number;
  readonly conflicts: number;
  /** Offers that wait for an answer, new ones among them. */
  readonly links: number;
  /** Entries the company deleted or declined; they stay away. */
  readonly absent: number;
  /** Entries whose region or city the company does not have. */
  readonly waiting: number;
  /** Rows that stay as they are. */
  readonly unchanged: number;
}

export interface SyncPlan {
  readonly changes: readonly SyncChange[];
  readonly conflicts: readonly SyncConflict[];
  readonly links: readonly OpenLink[];
  readonly bases: readonly BaseWrite[];
  readonly counts: SyncCounts;
  /** From the company's last synchronization to this one. */
  readonly edition: readonly [number | null, number | null];
}

/** Whether there is anything to write: rows, or what is remembered of them. */
export function isPlanEmpty({ changes, bases, edition: [from, to] }: SyncPlan): boolean {
  return changes.length === 0 && bases.length === 0 && from === to;
}
