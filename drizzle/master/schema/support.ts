import { sql } from "drizzle-orm";
import { check, index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, timestamps } from "../../columns";
import { companies } from "./companies";
import { users } from "./people";

/** What master admins tell each other of a company; the company never sees it. */
export const companyNotes = sqliteTable(
  "company_notes",
  {
    id: id(),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    authorId: text("author_id")
      .notNull()
      .references(() => users.id),
    text: text("text").notNull(),
    ...timestamps,
  },
  (t) => [
    index("company_notes_company").on(t.companyId, t.createdAt),
    index("company_notes_author").on(t.authorId),
    check("company_notes_text_check", sql`length("text") BETWEEN 1 AND 4000`),
  ],
);

/** The first answer to a repeated submit of the platform's own forms; companies keep theirs themselves. */
export const submissions = sqliteTable("submissions", {
  key: text("key").primaryKey(),
  action: text("action").notNull(),
  actorId: text("actor_id").notNull(),
  result: text("result").notNull(),
  ...timestamps,
});
