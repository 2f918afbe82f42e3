import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

type Row = Readonly<Record<string, unknown>>;

/** Rows of the platform's own database, read beside the running server: its journal lets others read. */
export function queryMaster(sql: string, ...values: readonly string[]): readonly Row[] {
  return onMaster((database) =>
    database
      .prepare(sql)
      .all(...values)
      .map((row) => ({ ...row })),
  );
}

/** The one thing no page and no command does: letting the time of an impersonation be over now. */
export function expireImpersonationsOf(adminId: string): number {
  const sql = "UPDATE impersonations SET expires_at = started_at + 1 WHERE admin_id = ? AND ended_at IS NULL";
  return onMaster((database) => Number(database.prepare(sql).run(adminId).changes));
}

function onMaster<T>(work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(join(process.env.E2E_DATA_DIR ?? "", "master.db"), { timeout: 5_000 });
  try {
    return work(database);
  } finally {
    database.close();
  }
}
