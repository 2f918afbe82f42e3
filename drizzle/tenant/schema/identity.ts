import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { instant, timestamps } from "../../columns";

/** Whose database this is: one row, and the only place in it where a company's id stands. */
export const identity = sqliteTable(
  "identity",
  {
    one: integer("one").primaryKey(),
    companyId: text("company_id").notNull(),
    databaseId: text("database_id").notNull(),
    generation: integer("generation").notNull(),
    epoch: integer("epoch").notNull(),
    /** Set while writers must stay out; reads go on. */
    fencedAt: instant("fenced_at"),
    ...timestamps,
  },
  () => [check("identity_one_check", sql`"one" = 1`)],
);

/** The first answer to a repeated submit. */
export const submissions = sqliteTable("submissions", {
  key: text("key").primaryKey(),
  action: text("action").notNull(),
  actorId: text("actor_id").notNull(),
  result: text("result").notNull(),
  ...timestamps,
});

/** Numbers that are handed out once and never again, such as the doctor's code. */
export const counters = sqliteTable("counters", {
  name: text("name").primaryKey(),
  value: integer("value").notNull(),
  ...timestamps,
});

/** What the master asked for and this database has done, for good: nothing that crosses is done twice. */
export const performedCrossings = sqliteTable("performed_crossings", {
  id: text("id").primaryKey(),
  kind: text("kind").notNull(),
  ...timestamps,
});
