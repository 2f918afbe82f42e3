import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { instant, oneOf, timestamps } from "../../columns";
import { referenceKinds } from "./reference";

/**
 * What each entry of the catalogue was when it was last brought here: the base of the three-way merge. It outlives the
 * row, so that what the company deleted stays deleted.
 */
export const referenceBases = sqliteTable(
  "reference_bases",
  {
    kind: text("kind", { enum: referenceKinds }).notNull(),
    catalogueId: text("catalogue_id").notNull(),
    /** The entry's values as JSON. */
    base: text("base").notNull(),
    /** The catalogue's edition it was brought with. */
    edition: integer("edition").notNull(),
    /** When the catalogue stopped offering it. */
    withdrawnAt: instant("withdrawn_at"),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.catalogueId] }),
    check("reference_bases_kind_check", oneOf("kind", referenceKinds)),
    check("reference_bases_base_check", sql`json_valid("base")`),
  ],
);

/** The last synchronization with the catalogue: one row, once there was one. */
export const referenceSync = sqliteTable(
  "reference_sync",
  {
    one: integer("one").primaryKey(),
    edition: integer("edition").notNull(),
    syncedAt: instant("synced_at").notNull(),
    ...timestamps,
  },
  () => [check("reference_sync_one_check", sql`"one" = 1`)],
);
