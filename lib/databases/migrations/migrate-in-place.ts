import type { Client, Transaction } from "@libsql/client";
import { recordAuditBy } from "../audit";
import { retryWhileBusy } from "../connection";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { openToWriters } from "../generations/fence";
import { isChanging } from "../generations/next-generation";
import { assertWhole } from "../generations/soundness";
import type { Actor } from "../handles";
import { verifyWritableBy } from "../identity";
import { openWriter } from "../open-file";
import type { TenantRef } from "../registry";
import { cached, closeTenant } from "../tenant";
import { assertBuilt, learnExpectation } from "./assert-built";
import type { Migration } from "./files";
import {
  guardName,
  makeLedger,
  migrationFailed,
  pendingMigrations,
  readLedger,
  statementsOf,
} from "./ledger";
import { type Upgraded, upgradeEvent } from "./upgraded";

/**
 * Brings a small database file to the newest schema where it is: everything that is pending, and the proof that it
 * turned out as it should, in one transaction. So there is no snapshot to make, and a failure, a kill or a power cut
 * leaves the database as it was.
 *
 * Whoever comes late finds out inside that transaction: the generation and epoch are no longer those of `ref`, somebody
 * has fenced the database, or the ledger has the migrations already.
 *
 * @throws EngineError `MigrationMismatch`, `MigrationFailed`, `Damaged`, `Moved`, `Fenced`, `Busy` and what opening
 * throws; nothing has changed then
 */
export async function migrateInPlace(
  ref: TenantRef,
  migrations: readonly Migration[],
  actor: Actor,
): Promise<Upgraded> {
  if (isChanging(ref.databaseId)) throw changing(ref);
  await learnExpectation(migrations);
  const open = cached(ref);
  const upgraded = open.isOpen
    ? await open.use(({ queue }) => withoutWriters(queue, () => upgradeFile(ref, migrations, actor)))
    : await upgradeFile(ref, migrations, actor);
  // Whoever has it open looks at the schema anew.
  if (upgraded.to !== upgraded.from) await closeTenant(ref);
  return upgraded;
}

/** Whoever makes another generation keeps everybody waiting until it is there, and it would not have what we write. */
const changing = ({ databaseId }: TenantRef) =>
  new EngineError("DatabaseUnavailable", "Something else is being done with this database.", { databaseId });

/** Writers of this process wait in their queue rather than at SQLite's lock. */
async function withoutWriters<T>(
  queue: { pause: () => Promise<() => void> },
  work: () => Promise<T>,
): Promise<T> {
  const resume = await queue.pause();
  try {
    return await work();
  } finally {
    resume();
  }
}

async function upgradeFile(
  ref: TenantRef,
  migrations: readonly Migration[],
  actor: Actor,
): Promise<Upgraded> {
  const { server, keyring } = engine();
  const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
  const writer = await openWriter(server(ref.server).where(ref), key);
  try {
    return await retryWhileBusy(writer, () => upgrade(writer, ref, migrations, actor));
  } finally {
    writer.close();
  }
}

async function upgrade(
  writer: Client,
  ref: TenantRef,
  migrations: readonly Migration[],
  actor: Actor,
): Promise<Upgraded> {
  // Before the transaction, where it would be without effect: rebuilding a table must not cascade.
  await writer.execute("PRAGMA foreign_keys = OFF");
  const tx = await writer.transaction("write");
  const startedAt = performance.now();
  try {
    await openToWriters(tx);
    await verifyWritableBy(tx, ref);
    const ledger = await readLedger(tx);
    const from = ledger.at(-1)?.name ?? null;
    const pending = pendingMigrations(migrations, ledger);
    const to = pending.at(-1)?.name;
    if (to === undefined) return { from, to: from, generation: ref.generation, pausedMs: null };
    if (ledger.length === 0) await makeLedger(tx);
    for (const migration of pending) await apply(tx, migration);
    await assertWhole(tx);
    await assertBuilt(tx, migrations);
    await recordAuditBy(tx, actor, upgradeEvent(ref, from, to));
    await tx.commit();
    return { from, to, generation: ref.generation, pausedMs: performance.now() - startedAt };
  } finally {
    tx.close();
  }
}

/** Its guard lets no row pass that refers to what is not there, not even one that was there before. */
async function apply(tx: Transaction, migration: Migration): Promise<void> {
  try {
    for (const statement of statementsOf(migration, 0, Date.now())) await tx.execute(statement);
  } catch (cause) {
    if (isGuard(cause)) throw orphaned(migration);
    throw migrationFailed(migration.name, cause);
  }
}

const isGuard = (cause: unknown) => cause instanceof Error && cause.message.includes(guardName);

const orphaned = ({ name }: Migration) =>
  new EngineError(
    "Damaged",
    `After migration ${name} rows would refer to what is not there, or did so before: see "tenants doctor".`,
    { migration: name },
  );
