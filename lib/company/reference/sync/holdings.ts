import { z } from "zod";
import type { ReferenceKind } from "../kinds";
import type { EntryValues } from "./values";

/** A row the company has. */
export interface HeldRow {
  readonly kind: ReferenceKind;
  readonly id: string;
  /** Null for a row of the company's own. */
  readonly catalogueId: string | null;
  readonly name: string;
  readonly nameEn: string | null;
  readonly nameRu: string | null;
  readonly code: string | null;
  readonly isoCode: string | null;
  /** The company's id of what it lies in. */
  readonly parentId: string | null;
  /** Ms UTC. */
  readonly archivedAt: number | null;
  readonly version: number;
  /** Nobody wrote to it since it was copied. */
  readonly pristine: boolean;
  /** It says what no catalogue knows: an address, a phone. */
  readonly noted: boolean;
  /** How many doctors name it; asked only where it decides something, else 0. */
  readonly doctors: number;
}

/** The row of the company's own that has an entry's name or code. */
export interface Twin {
  readonly id: string;
  readonly by: "name" | "code";
  /** The company wants its row to stay its own. */
  readonly declined: boolean;
}

/**
 * An entry as it was when it was last brought to the company. Without a row of its own it is one that the company
 * deleted, or, with a twin, one that it has under its own name: offered for linking until it says no.
 */
export interface HeldBase {
  readonly kind: ReferenceKind;
  readonly catalogueId: string;
  readonly values: EntryValues;
  readonly twin: Twin | null;
  /** Ms UTC since when the catalogue offers it no more. */
  readonly withdrawnAt: number | null;
}

/** All that a company has of reference data, as far as a synchronization looks at it. */
export interface Holdings {
  readonly rows: readonly HeldRow[];
  readonly bases: readonly HeldBase[];
  /** Names and codes of what the company's history says was deleted; only asked where no base could tell. */
  readonly deleted: readonly DeletedEntry[];
  /** The edition of the last synchronization; null before the first. */
  readonly edition: number | null;
}

export interface DeletedEntry {
  readonly kind: ReferenceKind;
  readonly name: string | null;
  readonly code: string | null;
}

const text = z.string().nullable();

const stored = z.object({
  name: z.string(),
  nameEn: text,
  nameRu: text,
  code: text,
  isoCode: text,
  parentId: text,
  twin: z.object({ id: z.string(), by: z.enum(["name", "code"]), declined: z.boolean() }).optional(),
});

/** A base as its column holds it. */
export function writeBase(values: EntryValues, twin: Twin | null): string {
  const { name, nameEn, nameRu, code, isoCode, parentId } = values;
  return JSON.stringify({ name, nameEn, nameRu, code, isoCode, parentId, ...(twin && { twin }) });
}

export function readBase(column: string): Pick<HeldBase, "values" | "twin"> {
  const { twin = null, ...values } = stored.parse(JSON.parse(column));
  return { values, twin };
}
