import { sql } from "drizzle-orm";
import { check, index, integer, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { instant } from "./columns";

/** One event of a hash-chained, append-only log; the same shape in the master and in every tenant database. */
export const auditColumns = {
  /** Position in the chain, 1 upwards without gaps. */
  seq: integer("seq").primaryKey(),
  id: text("id").notNull(),
  at: instant("at").notNull(),
  actorId: text("actor_id"),
  actorName: text("actor_name").notNull(),
  /** The platform admin behind the actor while impersonating; null otherwise. */
  impersonatorId: text("impersonator_id"),
  impersonatorName: text("impersonator_name"),
  action: text("action").notNull(),
  subjectType: text("subject_type").notNull(),
  subjectId: text("subject_id").notNull(),
  /** What the subject was called when it happened, for people who read the log. */
  subjectLabel: text("subject_label").notNull().default(""),
  /** `{"field": [from, to]}` as JSON. */
  changes: text("changes").notNull().default("{}"),
  address: text("address"),
  requestId: text("request_id"),
  previousHash: text("previous_hash").notNull(),
  hash: text("hash").notNull(),
};

export const auditConstraints = (t: {
  id: Parameters<ReturnType<typeof uniqueIndex>["on"]>[0];
  at: Parameters<ReturnType<typeof index>["on"]>[0];
  subjectType: Parameters<ReturnType<typeof index>["on"]>[0];
  subjectId: Parameters<ReturnType<typeof index>["on"]>[0];
}) => [
  uniqueIndex("audit_events_id").on(t.id),
  index("audit_events_subject").on(t.subjectType, t.subjectId),
  index("audit_events_at").on(t.at),
  check("audit_events_hash_check", sql`length("hash") = 64 AND length("previous_hash") = 64`),
  check("audit_events_changes_check", sql`json_valid("changes")`),
];
