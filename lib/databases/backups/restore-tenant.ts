import type { Client } from "@libsql/client";
import { recordAudit } from "../audit";
import { engine } from "../engine";
import { EngineError, lastingError } from "../errors";
import { following } from "../generations/following";
import { assertNothingThere, assertNotReplaced } from "../generations/later-generation";
import { type GenerationStep, nextGeneration } from "../generations/next-generation";
import type { Actor, MasterTx } from "../handles";
import { anyTenantRef, findTenantRow, type TenantRef } from "../registry";
import { cached } from "../tenant";
import { writeUnpublished } from "../write";
import { type BackupOptions, backupTenant } from "./backup-tenant";
import { carryOver } from "./carry-over";
import type { TenantBackup } from "./find-tenant-backup";
import { placeStaged } from "./place-staged";
import { replaceLost } from "./replace-lost";
import { type StagedBackup, type StageOptions, withStagedBackup } from "./stage-backup";

export interface RestoreTenantOptions extends StageOptions {
  readonly actor: Actor;
  readonly now: Date;
  /** What else the master is told in the transaction that publishes what was restored. */
  readonly alsoWrite?: (tx: MasterTx, restored: RestoredTenant) => Promise<unknown>;
  /** For tests that end the process between two steps. */
  readonly onStep?: (step: GenerationStep) => void | Promise<void>;
}

export interface RestoredTenant {
  readonly backupId: string;
  /** Milliseconds UTC. */
  readonly takenAt: number;
  readonly generation: number;
  /** The backup of what was there before; null when that could not be read any more. */
  readonly beforeId: string | null;
  /** Events of the audit that happened since the backup and stay. */
  readonly carriedEvents: number;
}

/**
 * Puts a company's database back to what a backup holds, as a new generation: brought here, proven, migrated up when
 * it is older, verified, flipped. What is there now is backed up first, and its file stays as the earlier generation.
 * The audit of what happened since goes on, and numbers that were handed out are not handed out again. A database
 * that is lost or cannot be opened any more is restored as well.
 *
 * @throws EngineError as `withStagedBackup` and `nextGeneration`; the database is as it was then
 */
export async function restoreTenant(
  backup: TenantBackup,
  options: RestoreTenantOptions,
): Promise<RestoredTenant> {
  const { companyId } = backup;
  await assertNothingLater(companyId);
  return withStagedBackup(backup, options, async (staged) => {
    const ref = anyTenantRef(await findTenantRow(engine().master, companyId));
    if (ref.databaseId !== staged.manifest.databaseId)
      throw new EngineError("BadBackup", "The backup is of a database that the company has no more.");
    const about = { backupId: backup.id, takenAt: backup.takenAt };
    const { generation } = following(ref);
    if (await isLost(companyId, ref)) {
      const restored = { ...about, generation, beforeId: null, carriedEvents: 0 };
      await replaceLost(companyId, staged, { ...options, ...finishing(staged, options, () => restored) });
      return restored;
    }
    const beforeId = await backUpBefore(companyId, options);
    let carriedEvents = 0;
    let current: Client | undefined;
    const restored = () => ({ ...about, generation, beforeId, carriedEvents });
    const finish = finishing(staged, options, restored);
    await nextGeneration(companyId, {
      actor: options.actor,
      state: "restoring",
      reason: `restore of backup ${backup.id}`,
      evenUnverified: true,
      replaceBy: (path, original, key) => {
        current = original;
        return placeStaged(staged, path, key);
      },
      transform: async (copy) => {
        // Whatever is wrong with what there is must not keep the backup from taking its place.
        if (current) carriedEvents = await carryOver(current, copy).catch(() => 0);
        await finish.record(copy);
      },
      alsoWrite: finish.alsoWrite,
      ...(options.onStep && { onStep: options.onStep }),
    });
    return restored();
  });
}

/** Before anything is brought here or backed up. */
async function assertNothingLater(companyId: string): Promise<void> {
  const ref = anyTenantRef(await findTenantRow(engine().master, companyId));
  await assertNothingThere(ref, following(ref));
  await assertNotReplaced(ref);
}

/** No file, or one that cannot or must not be opened: nothing to fence, copy or carry over. */
async function isLost(companyId: string, ref: TenantRef): Promise<boolean> {
  const { state } = await findTenantRow(engine().master, companyId);
  if (state === "quarantined" || !(await engine().server(ref.server).exists(ref))) return true;
  // As everybody opens it, and else as a repair does, which asks less of it.
  return cached(ref)
    .use(async () => false)
    .catch(() => isUnreadable(ref));
}

async function isUnreadable(ref: TenantRef): Promise<boolean> {
  const { server, keyring } = engine();
  try {
    const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
    (await server(ref.server).open(ref, key)).close();
    return false;
  } catch (error) {
    if (lastingError(error)) return true;
    throw error;
  }
}

/** @returns null when what is there is damaged for good: then its file is all that stays of it */
async function backUpBefore(
  companyId: string,
  { actor, now, target, free }: RestoreTenantOptions,
): Promise<string | null> {
  const wanted: BackupOptions = {
    actor,
    now,
    reason: "before-restore",
    ...(target && { target }),
    ...(free && { free }),
  };
  try {
    return (await backupTenant(companyId, wanted)).id;
  } catch (error) {
    if (lastingError(error)) return null;
    throw error;
  }
}

/** The same event for both audits. */
function finishing(
  { manifest }: StagedBackup,
  { actor, alsoWrite }: RestoreTenantOptions,
  restored: () => RestoredTenant,
) {
  const event = {
    action: "company.restored",
    subject: { type: "backup", id: manifest.id, label: new Date(manifest.createdAt).toISOString() },
  } as const;
  return {
    record: (copy: Client) => writeUnpublished(copy, "tenant", actor, (tx) => recordAudit(tx, event)),
    alsoWrite: async (tx: MasterTx) => {
      await alsoWrite?.(tx, restored());
      await recordAudit(tx, { ...event, companyId: manifest.companyId });
    },
  };
}
