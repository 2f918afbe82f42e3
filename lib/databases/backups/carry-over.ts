import type { Client } from "@libsql/client";
import type { Asked } from "./read-contents";
import { readAuditHead } from "./read-contents";

const eventsAtOnce = 200;

/**
 * What a restore does not take back, because it was given to people for good: the audit of what happened since the
 * backup, as long as its chain goes on from the backup's, and numbers that were handed out once and never again.
 * @returns how many events were carried over
 */
export async function carryOver(original: Asked, copy: Client): Promise<number> {
  const counters = await original.execute("SELECT name, value FROM counters");
  for (const { name, value } of counters.rows) {
    await copy.execute({
      sql: `INSERT INTO counters (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE excluded.value > value`,
      args: [name ?? null, value ?? null],
    });
  }
  return carryAudit(original, copy);
}

async function carryAudit(original: Asked, copy: Client): Promise<number> {
  const head = await readAuditHead(copy);
  if (head) {
    const sql = "SELECT 1 FROM audit_events WHERE seq = ? AND hash = ?";
    if ((await original.execute({ sql, args: [head.seq, head.hash] })).rows.length === 0) return 0;
  }
  let carried = 0;
  for (let seq = head?.seq ?? 0; ; ) {
    const { columns, rows } = await original.execute({
      sql: "SELECT * FROM audit_events WHERE seq > ? ORDER BY seq LIMIT ?",
      args: [seq, eventsAtOnce],
    });
    if (rows.length === 0) return carried;
    const names = columns.map((column) => `"${column}"`).join(", ");
    const sql = `INSERT INTO audit_events (${names}) VALUES (${columns.map(() => "?").join(", ")})`;
    await copy.batch(
      rows.map((row) => ({ sql, args: columns.map((column) => row[column] ?? null) })),
      "write",
    );
    carried += rows.length;
    seq = Number(rows.at(-1)?.seq);
  }
}
