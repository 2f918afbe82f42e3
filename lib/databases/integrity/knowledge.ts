import type { Migration } from "../migrations/files";

/** A value as it stands in a row. */
export type Value = string | number | null;

/** A row of one kind that could be there, and is taken back at once. */
export interface Probe {
  readonly table: string;
  /** Without the timestamps: those the database must know by itself. */
  readonly row: Readonly<Record<string, Value>>;
}

/** What the engine does not know of the databases it looks after. */
export interface Knowledge {
  /** A row of every kind, those before that others point to. */
  readonly probes: readonly Probe[];
  /** Tables whose rows are never set aside: without them nothing works. */
  readonly indispensable: readonly string[];
  /** A row that something in the company's database points to, when the platform still knows what it was. */
  readonly parentOf: (
    companyId: string,
    table: string,
    key: Readonly<Record<string, Value>>,
  ) => Promise<Readonly<Record<string, Value>> | null>;
  /** Tests hand in others. */
  readonly migrations?: readonly Migration[];
}

export const knowsNothing: Knowledge = { probes: [], indispensable: [], parentOf: async () => null };
