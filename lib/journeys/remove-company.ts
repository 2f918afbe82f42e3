import {
  type Actor,
  copiesHolding,
  destroyKeys,
  dropDatabases,
  installationId,
  listKeyringCopiesHere,
  type MasterDb,
  recordRemoval,
  removeBackup,
  takeHashes,
  write,
} from "@/lib/databases";
import { type BegunRemoval, beginRemoval } from "@/lib/master/removals/begin-removal";
import type { Certificate } from "@/lib/master/removals/certificate";
import { finishRemoval, noteKeyDestroyed } from "@/lib/master/removals/finish-removal";

export const removalSteps = [
  "begun",
  "recorded",
  "key-destroyed",
  "key-noted",
  "hashed",
  "backups-removed",
  "dropped",
  "finished",
] as const;
export type RemovalStep = (typeof removalSteps)[number];

export interface RemovalWatch {
  readonly now: Date;
  readonly onStep?: (step: RemovalStep) => void | Promise<void>;
}

/**
 * Removes everything of a company whose time is over, the key first: from then on nobody reads its data, whatever
 * still lies about. Each step can be repeated, so that one who died half-way is followed by whoever comes next.
 * @returns the certificate; null when it was taken back, is not due, or is done already
 * @throws EngineError `RemovalBlocked`, `Busy`, `TargetFailed`, `ServerFailed`: the next attempt goes on
 */
export async function removeCompany(
  master: MasterDb,
  actor: Actor,
  removalId: string,
  { now, onStep = () => {} }: RemovalWatch,
): Promise<Certificate | null> {
  const begun = await write(master, actor, (tx) => beginRemoval(tx, removalId, now));
  if (!begun) return null;
  await onStep("begun");
  const { company, backups, exportIds } = begun;
  const order = {
    removalId,
    companyId: company.id,
    otherIds: [...exportIds, ...backups.map(({ id }) => id)],
  };
  const recorded = await recordRemoval(order);
  await onStep("recorded");
  const destroyed = await destroyKeys(recorded);
  await onStep("key-destroyed");
  const keyIds = destroyed.keys.map(({ id }) => id);
  const keyDestroyedAt = Math.max(...destroyed.keys.map((key) => key.destroyedAt ?? 0)) || now.getTime();
  await write(master, actor, (tx) => noteKeyDestroyed(tx, begun, keyIds, keyDestroyedAt));
  await onStep("key-noted");
  const record = await takeHashes(destroyed, order);
  await onStep("hashed");
  for (const { id } of backups) await removeBackup(id, { actor, now });
  await onStep("backups-removed");
  await dropDatabases(record, order);
  await onStep("dropped");
  const copies = await copiesHolding(await listKeyringCopiesHere(), keyIds);
  const certificate: Certificate = {
    ...told(begun),
    format: 1,
    installation: await installationId(master),
    databases: record.databaseIds,
    keys: record.keys,
    keyDestroyedAt,
    files: record.files ?? [],
    remote: record.remote,
    removedAt: now.getTime(),
    lastKeyCopyExpiresAt: copies.length > 0 ? Math.max(...copies.map((copy) => copy.expiresAt)) : null,
  };
  await write(master, actor, (tx) => finishRemoval(tx, begun, certificate));
  await onStep("finished");
  return certificate;
}

function told({ removal, company, backups }: BegunRemoval) {
  const { id: removalId, requestedBy, reason, requestedAt, dueAt } = removal;
  const { id, name, slug, code } = company;
  return {
    removalId,
    company: { id, name, slug, code },
    requestedBy,
    reason,
    requestedAt,
    dueAt,
    backups: backups
      .filter(({ state }) => state !== "failed")
      .map(({ id, target, takenAt, bytes, sha256 }) => ({ id, target, takenAt, bytes, sha256 })),
  };
}
