import type { Client, InStatement } from "@libsql/client";
import { recordAudit } from "../audit";
import { retryWhileBusy } from "../connection";
import { engine } from "../engine";
import { isEngineError } from "../errors";
import { openToWriters } from "../generations/fence";
import { assertSound } from "../generations/soundness";
import type { Actor } from "../handles";
import { verifyWritableBy } from "../identity";
import type { TenantRef } from "../registry";
import { closeTenant, openTenantAt } from "../tenant";
import { write } from "../write";
import { assertBuilt } from "./assert-built";
import type { Migration } from "./files";
import { applyMigrations, pendingMigrations, readLedger } from "./ledger";
import { type Upgraded, upgradeEvent } from "./upgraded";

/**
 * Brings a database on a libSQL server to the newest schema. The server has neither generations nor transactions that
 * last, so each migration is a transaction of its own with its guard and its row of the ledger, and the proof comes
 * after them: one that fails then is named, and is as far as its ledger says.
 *
 * @throws EngineError `MigrationMismatch`, `MigrationFailed`, `Damaged`, `Moved`, `Fenced` and what opening throws
 */
export async function migrateRemote(
  ref: TenantRef,
  migrations: readonly Migration[],
  actor: Actor,
): Promise<Upgraded> {
  const connection = await engine().server(ref.server).open(ref, null);
  const { reader, writer } = connection;
  const { generation } = ref;
  try {
    await verifyWritableBy(reader, ref).catch(async (error: unknown) => {
      if (!isEngineError(error, "Fenced")) throw error;
      // Who published it may have died before writers were let in.
      await openToWriters(writer);
      await verifyWritableBy(reader, ref);
    });
    const ledger = await readLedger(reader);
    const from = ledger.at(-1)?.name ?? null;
    const to = pendingMigrations(migrations, ledger).at(-1)?.name;
    if (to === undefined) {
      // Whoever brought it here may have died, or failed, before the proof.
      await prove(writer, migrations);
      return { from, to: from, generation, pausedMs: null };
    }
    const startedAt = performance.now();
    await retryWhileBusy(writer, () => applyMigrations(writer, migrations, [failUnlessCurrent(ref)])).catch(
      async (error) => {
        await verifyWritableBy(reader, ref);
        throw error;
      },
    );
    const pausedMs = performance.now() - startedAt;
    await prove(writer, migrations);
    await closeTenant(ref);
    await write(openTenantAt(ref), actor, (tx) => recordAudit(tx, upgradeEvent(ref, from, to)));
    return { from, to, generation, pausedMs };
  } finally {
    connection.close();
  }
}

/** By the one that may write: a token that only reads is refused the check of the pages. */
async function prove(writer: Client, migrations: readonly Migration[]): Promise<void> {
  await assertSound(writer);
  await assertBuilt(writer, migrations);
}

/** In the transaction of each migration: a row that the guard's own CHECK refuses once somebody else is at it. */
export function failUnlessCurrent({ generation, epoch }: TenantRef): InStatement {
  return {
    sql: `INSERT INTO schema_guard (migration, violations_before, violations_after)
          SELECT 'not current', 0, 1 WHERE NOT EXISTS (SELECT 1 FROM identity
            WHERE one = 1 AND generation = ? AND epoch = ? AND fenced_at IS NULL)`,
    args: [generation, epoch],
  };
}
