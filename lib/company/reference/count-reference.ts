import { count, isNull, sql } from "drizzle-orm";
import type { TenantDb } from "@/lib/databases";
import type { ReferenceFilter } from "./filter";
import { type ReferenceKind, referenceKinds, referenceTables } from "./kinds";
import { listConditions } from "./list-conditions";

export type ReferenceCount = {
  kind: ReferenceKind;
  /** Not archived. */
  active: number;
  archived: number;
  /** Among the active ones, what the company added itself. */
  own: number;
};

/** How many rows of each kind there are. */
export async function countReference(db: TenantDb): Promise<ReferenceCount[]> {
  return Promise.all(
    referenceKinds.map(async (kind) => {
      const table = referenceTables[kind];
      const [row] = await db
        .select({
          all: count(),
          active: sql<number>`coalesce(sum(${isNull(table.archivedAt)}), 0)`,
          own: sql<number>`coalesce(sum(${isNull(table.archivedAt)} AND ${table.origin} = 'company'), 0)`,
        })
        .from(table);
      const { all = 0, active = 0, own = 0 } = row ?? {};
      return { kind, active, archived: all - active, own };
    }),
  );
}

/** How many of the archived the same search and filters would find: what is not listed is not lost. */
export function countArchivedMatching(
  db: TenantDb,
  kind: ReferenceKind,
  filter: ReferenceFilter,
): Promise<number> {
  return db.$count(referenceTables[kind], listConditions(db, kind, { ...filter, state: "archived" }));
}
