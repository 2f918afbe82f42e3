import { eq } from "drizzle-orm";
import { restoreDrills, tenantBackups } from "@/drizzle/master/schema/backups";
import { newId } from "@/lib/domain/id";
import { engine } from "../engine";
import { isEngineError, lastingError, messageWithoutData } from "../errors";
import type { Actor } from "../handles";
import { readIdentity, writeIdentity } from "../identity";
import { anyTenantRef, findTenantRow } from "../registry";
import { verifySchema } from "../schema-range";
import { write } from "../write";
import type { TenantBackup } from "./find-tenant-backup";
import { onStaged, type StageOptions, withStagedBackup } from "./stage-backup";

export interface RestoreDrill {
  readonly backupId: string;
  readonly companyId: string;
  readonly passed: boolean;
  readonly ms: number;
  readonly error: string | null;
}

/**
 * Restores a backup to a scratch file as a real restore would (brought here, proven, migrated up, given the identity
 * of the next generation) and throws that away. What came of it is kept in the registry; a
 * backup that turned out to be no good is not offered any more.
 * @throws EngineError `TargetFailed`, `NoSpace`: these say nothing about the backup
 */
export async function drillRestore(
  backup: TenantBackup,
  { actor, now, ...options }: StageOptions & { readonly actor: Actor; readonly now: Date },
): Promise<RestoreDrill> {
  const { id: backupId, companyId } = backup;
  const startedAt = performance.now();
  let isBad = false;
  const error = await rehearse(backup, options).then(
    () => null,
    (cause: unknown) => {
      if (isEngineError(cause, "TargetFailed") || isEngineError(cause, "NoSpace")) throw cause;
      // Whatever else went wrong here (no memory, no descriptors) says nothing about the backup.
      isBad = isEngineError(cause, "BadBackup") || lastingError(cause) !== null;
      return messageWithoutData(cause);
    },
  );
  const drill = {
    backupId,
    companyId,
    passed: error === null,
    ms: Math.round(performance.now() - startedAt),
    error,
  };
  await write(engine().master, actor, async (tx) => {
    await tx.insert(restoreDrills).values({ ...drill, id: newId(), drilledAt: now.getTime() });
    if (error !== null && !isBad) return;
    await tx
      .update(tenantBackups)
      .set(error === null ? { restoredAt: now.getTime() } : { state: "failed", error: error.slice(0, 500) })
      .where(eq(tenantBackups.id, backupId));
  });
  return drill;
}

async function rehearse(backup: TenantBackup, options: StageOptions): Promise<void> {
  const ref = anyTenantRef(await findTenantRow(engine().master, backup.companyId));
  const { companyId, databaseId } = ref;
  const next = { ...ref, generation: ref.generation + 1, epoch: ref.epoch + 1 };
  await withStagedBackup(backup, options, (staged) =>
    onStaged(staged, async (client) => {
      const { generation, epoch } = next;
      await writeIdentity(client, { companyId, databaseId, generation, epoch, fencedAt: null });
      await client.execute("PRAGMA journal_mode = WAL");
      await verifySchema(client, engine().schemaRange, next);
      if ((await readIdentity(client))?.generation !== generation)
        throw new Error("The scratch generation does not say which it is.");
    }),
  );
}
