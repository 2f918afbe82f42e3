import type { TenantRef } from "../registry";

/** What became of one database. */
export interface Upgraded {
  /** Name of the newest migration before and after, by the database's own ledger; null when it has none. */
  readonly from: string | null;
  readonly to: string | null;
  /** The generation that is current now; the one before, if another, is the snapshot. */
  readonly generation: number;
  /** How long writers had to wait, in milliseconds; null when nothing was done. */
  readonly pausedMs: number | null;
}

/** For the company's own audit: written with the change itself. */
export function upgradeEvent({ databaseId }: TenantRef, from: string | null, to: string) {
  return {
    action: "database.upgraded",
    subject: { type: "database", id: databaseId },
    changes: { schema: [from, to] },
  } as const;
}
