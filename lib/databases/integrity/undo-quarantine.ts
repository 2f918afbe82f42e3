import { asc, eq, isNull, sql } from "drizzle-orm";
import { quarantinedRows } from "@/drizzle/tenant/schema";
import { recordAudit } from "../audit";
import { engine } from "../engine";
import { sqliteCode } from "../errors";
import type { Actor, TenantTx } from "../handles";
import { openTenant } from "../tenant";
import { write } from "../write";
import { literal, pathOf } from "./set-aside";
import { quoted } from "./sql-tokens";

export interface Undone {
  readonly restored: number;
  /** Those that still fit nowhere, and why. */
  readonly waiting: ReadonlyArray<{ readonly table: string; readonly why: string }>;
}

interface Waiting {
  readonly id: string;
  readonly tableName: string;
  readonly row: string;
}

/**
 * Puts rows out of quarantine back into their tables: all whose references are there again and whom their table takes.
 * Parents go before children, however they came. What stays, stays; the quarantine remembers what it gave back.
 */
export async function undoQuarantine(companyId: string, actor: Actor, now: Date): Promise<Undone> {
  const undone = await write(await openTenant(companyId), actor, async (tx) => {
    const result = await restoreAll(tx, now.getTime());
    if (result.restored > 0) await recordAudit(tx, restoredEvent(companyId, result.restored));
    return result;
  });
  if (undone.restored > 0) {
    const event = { ...restoredEvent(companyId, undone.restored), companyId };
    await write(engine().master, actor, (tx) => recordAudit(tx, event));
  }
  return undone;
}

const restoredEvent = (companyId: string, rows: number) =>
  ({
    action: "quarantine.undone",
    subject: { type: "company", id: companyId },
    changes: { rows: [null, rows] },
  }) as const;

async function restoreAll(tx: TenantTx, now: number): Promise<Undone> {
  let waiting: Waiting[] = await tx
    .select({ id: quarantinedRows.id, tableName: quarantinedRows.tableName, row: quarantinedRows.row })
    .from(quarantinedRows)
    .where(isNull(quarantinedRows.restoredAt))
    .orderBy(asc(quarantinedRows.id));
  let restored = 0;
  for (;;) {
    const refused: Array<Waiting & { why: string }> = [];
    for (const row of waiting) {
      const why = await restore(tx, row);
      if (why !== null) refused.push({ ...row, why });
      else await tx.update(quarantinedRows).set({ restoredAt: now }).where(eq(quarantinedRows.id, row.id));
    }
    restored += waiting.length - refused.length;
    if (refused.length === 0 || refused.length === waiting.length) {
      return { restored, waiting: refused.map(({ tableName, why }) => ({ table: tableName, why })) };
    }
    waiting = refused;
  }
}

/** @returns why the table does not take it, or null */
async function restore(tx: TenantTx, { id, tableName, row }: Waiting): Promise<string | null> {
  const known = await tx.all<{ name: string }>(
    sql`SELECT name FROM pragma_table_xinfo(${tableName}) WHERE hidden = 0`,
  );
  if (known.length === 0) return "there is no such table";
  const columns = known.map(({ name }) => name).filter((name) => name in (JSON.parse(row) as object));
  const values = columns.map(valueIn).join(", ");
  const source = `FROM quarantined_rows WHERE id = ${literal(id)}`;
  const same = `SELECT 1 FROM ${quoted(tableName)} WHERE (${columns.map(quoted).join(", ")}) IS (SELECT ${values} ${source})`;
  // A trigger may have made it again with the row it belongs to.
  if ((await tx.all(sql.raw(same))).length > 0) return null;
  try {
    await tx.run(
      sql.raw(
        `INSERT INTO ${quoted(tableName)} (${columns.map(quoted).join(", ")}) SELECT ${values} ${source}`,
      ),
    );
    return null;
  } catch (error) {
    if (!sqliteCode(error)?.startsWith("SQLITE_CONSTRAINT")) throw error;
    return reasonBehind(error);
  }
}

/** Bytes are in it as `{"$blob": "hex"}`; no other value is an object. */
function valueIn(column: string): string {
  const path = pathOf(column);
  const bytes = `unhex(json_extract("row", ${path.slice(0, -1)}."$blob"'))`;
  return `CASE json_type("row", ${path}) WHEN 'object' THEN ${bytes} ELSE json_extract("row", ${path}) END`;
}

function reasonBehind(error: unknown): string {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  return deepest instanceof Error ? deepest.message.replace(/^SQLITE_\w+: /, "") : String(deepest);
}
