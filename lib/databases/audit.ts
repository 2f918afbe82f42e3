import { createHash } from "node:crypto";
import type { Client } from "@libsql/client";
import { desc, getTableColumns, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { auditEvents as masterEvents } from "@/drizzle/master/schema/audit";
import { auditEvents as tenantEvents } from "@/drizzle/tenant/schema/audit";
import type { Actor, MasterTx, TenantTx } from "./handles";

export interface AuditEntry {
  /** What happened, as `subject.verb-in-the-past`: `doctor.added`, `session.started`. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string; readonly label?: string };
  /** Fields that changed, each as `[from, to]`. Never secrets. */
  readonly changes?: Readonly<Record<string, readonly [unknown, unknown]>>;
  /** Which company it concerns; only the master's log has the column. */
  readonly companyId?: string;
}

/** The hash before the first event of a chain. */
export const chainStart = "0".repeat(64);

const clock = sql<number>`CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)`;

/** Appends to the log of the database that is being written, in the same transaction as the change it tells of. */
export async function recordAudit(tx: MasterTx | TenantTx, entry: AuditEntry): Promise<void> {
  const [last] = await tx
    .select({ seq: tenantEvents.seq, hash: tenantEvents.hash })
    .from(tenantEvents)
    .orderBy(desc(tenantEvents.seq))
    .limit(1);
  const at = await tx.get<[number] | { at: number }>(sql`SELECT ${clock} AS at`);
  const event = eventAfter(last, Array.isArray(at) ? at[0] : at.at, tx.actor, entry);
  const companyId = entry.companyId ?? null;
  if (entry.companyId === undefined) {
    await tx.insert(tenantEvents).values({ ...event, hash: eventHash(event, null) });
  } else {
    await tx.insert(masterEvents).values({ ...event, companyId, hash: eventHash(event, companyId) });
  }
}

/** As `recordAudit`, in a company's database, for what the engine itself does in a transaction of the client. */
export async function recordAuditBy(
  tx: Pick<Client, "execute">,
  actor: Actor,
  entry: Omit<AuditEntry, "companyId">,
): Promise<void> {
  const [row] = (
    await tx.execute(
      `SELECT CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) AS at, last.seq, last.hash
       FROM (SELECT 1) LEFT JOIN (SELECT seq, hash FROM audit_events ORDER BY seq DESC LIMIT 1) AS last`,
    )
  ).rows;
  const last = row?.hash == null ? undefined : { seq: Number(row.seq), hash: String(row.hash) };
  const event = eventAfter(last, Number(row?.at), actor, entry);
  const values = { ...event, hash: eventHash(event, null) };
  const columns = Object.entries(getTableColumns(tenantEvents)).map(([name, { name: column }]) => ({
    column,
    value: values[name as keyof typeof values],
  }));
  await tx.execute({
    sql: `INSERT INTO audit_events (${columns.map(({ column }) => column).join(", ")})
          VALUES (${columns.map(() => "?").join(", ")})`,
    args: columns.map(({ value }) => value),
  });
}

/** The next link of the chain, without its own hash. */
function eventAfter(
  last: { readonly seq: number; readonly hash: string } | undefined,
  at: number,
  actor: Actor,
  entry: AuditEntry,
): HashedEvent {
  return {
    seq: (last?.seq ?? 0) + 1,
    id: uuidv7(),
    at,
    actorId: actor.id,
    actorName: storable(actor.name),
    impersonatorId: actor.impersonator?.id ?? null,
    impersonatorName: storable(actor.impersonator?.name ?? null),
    action: entry.action,
    subjectType: entry.subject.type,
    subjectId: storable(entry.subject.id),
    subjectLabel: storable(entry.subject.label ?? ""),
    changes: JSON.stringify(entry.changes ?? {}),
    address: storable(actor.address),
    requestId: storable(actor.requestId),
    previousHash: last?.hash ?? chainStart,
  };
}

/**
 * A text as it will be read again: SQLite ends it at a zero character and cannot hold half a surrogate pair, so the
 * hash of anything else would never fit the row. `changes` is JSON, which writes both as escapes.
 */
function storable<T extends string | null>(text: T): T {
  return (text === null ? null : text.toWellFormed().replaceAll("\0", "")) as T;
}

/** The columns a hash covers, in a fixed order: everything but the hash itself. */
type HashedEvent = Omit<typeof tenantEvents.$inferSelect, "hash">;

/** SHA-256 over the event and the hash before it, so that no earlier event can change unnoticed. */
export function eventHash(event: HashedEvent, companyId: string | null): string {
  const fields = [
    event.seq,
    event.id,
    event.at,
    event.actorId,
    event.actorName,
    event.impersonatorId,
    event.impersonatorName,
    event.action,
    event.subjectType,
    event.subjectId,
    event.subjectLabel,
    event.changes,
    event.address,
    event.requestId,
    companyId,
    event.previousHash,
  ];
  return createHash("sha256").update(JSON.stringify(fields)).digest("hex");
}
