import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { tenantBackups } from "@/drizzle/master/schema/backups";
import { installation } from "@/drizzle/master/schema/registry";
import type { BackupReason } from "@/drizzle/master/schema/states";
import { newId } from "@/lib/domain/id";
import { syncFile } from "../create-file";
import { engine } from "../engine";
import { EngineError, messageWithoutData } from "../errors";
import { copyDatabase } from "../generations/copy-database";
import type { Actor } from "../handles";
import { backupKeyIdOf } from "../keyring/backup-key";
import { findTenantRow, type TenantRef, toTenantRef } from "../registry";
import { copyDown } from "../remote-copies/copy-down";
import { cached } from "../tenant";
import { type Workplace, workplace } from "../workplace";
import { write } from "../write";
import { assertSpace, withDraft } from "./drafts";
import { proveTenant } from "./prove-tenant";
import type { BackupTarget } from "./targets/backup-target";
import { configuredTarget } from "./targets/configured-target";
import { type TenantManifest, tenantFile, writeTenantManifest } from "./tenant-manifest";

export type BackupStep = "registered" | "copied" | "proven" | "stored" | "ready";

export interface BackupOptions {
  readonly actor: Actor;
  readonly reason: BackupReason;
  readonly now: Date;
  readonly target?: BackupTarget;
  /** Free bytes where a folder is; tests say what they like. */
  readonly free?: (folder: string) => Promise<number>;
  /** For tests that end the process between two steps. */
  readonly onStep?: (step: BackupStep) => void | Promise<void>;
}

/**
 * Backs up a company's database while it is in use. The copy stays encrypted with the company's own key, is read from
 * end to end before it counts, and appears in its target as a whole or not at all.
 *
 * @throws EngineError `UnknownDatabase`, `DatabaseUnavailable`, `NotSupported` (no place for it, or no key),
 * `NoSpace`, `Damaged`, `TargetFailed`; what was begun is recorded as failed then, and nothing of it is kept
 */
export async function backupTenant(companyId: string, options: BackupOptions): Promise<TenantManifest> {
  const { target = configuredTarget(), onStep = () => {} } = options;
  const ref = toTenantRef(await findTenantRow(engine().master, companyId));
  const keyId = await backupKeyIdOf(ref);
  const folder = workplace();
  const id = newId();
  const { databaseId } = ref;
  return withDraft(folder, id, async (draft) => {
    await register(ref, id, keyId, target.name, options);
    try {
      await onStep("registered");
      const manifest = await make(ref, id, keyId, folder, draft, options);
      await onStep("proven");
      await target.put({ databaseId, id }, draft);
      await onStep("stored");
      await settle(options.actor, id, readyAs(manifest));
      await onStep("ready");
      return manifest;
    } catch (error) {
      const why = messageWithoutData(error);
      await target.remove({ databaseId, id }).catch(() => {});
      await settle(options.actor, id, { state: "failed", error: why.slice(0, 500) });
      throw error;
    }
  });
}

function register(
  { companyId, databaseId, generation }: TenantRef,
  id: string,
  keyId: string,
  target: string,
  { actor, reason, now }: BackupOptions,
): Promise<unknown> {
  const row = { id, companyId, databaseId, generation, reason, target, keyId, takenAt: now.getTime() };
  return write(engine().master, actor, (tx) => tx.insert(tenantBackups).values({ ...row, state: "making" }));
}

/** Fills the draft with file and manifest. */
async function make(
  ref: TenantRef,
  id: string,
  keyId: string,
  folder: Workplace,
  draft: string,
  { reason, now, free, onStep = () => {} }: BackupOptions,
): Promise<TenantManifest> {
  const { companyId, databaseId, generation } = ref;
  const { server, master, keyring } = engine();
  const place = server(ref.server);
  const key = await keyring.reveal(keyId);
  const file = join(draft, tenantFile);
  const bytes = await place.size(ref);
  await assertSpace(folder.backups, bytes ?? 0, free);
  // Open here too meanwhile: that proves whose it is, and keeps the files that a read-only connection cannot make.
  await cached(ref).use(({ reader }) =>
    place.capabilities.localFiles
      ? copyDatabase(place.where(ref), file, key)
      : copyDown(reader, file, key, bytes),
  );
  await syncFile(file);
  await onStep("copied");
  const { proof, contents } = await proveTenant(file, key);
  if (contents.identity?.databaseId !== databaseId || contents.identity.companyId !== companyId)
    throw new EngineError("WrongIdentity", "The copy is of another company's database.", { databaseId });
  const [row] = await master.select({ id: installation.id }).from(installation);
  const about = { format: 1, kind: "tenant", id, installation: row?.id ?? "" } as const;
  const source = { companyId, databaseId, generation, keyId, reason, createdAt: now.getTime() };
  const manifest = { ...about, ...source, ...proof };
  await writeTenantManifest(draft, manifest, key);
  return manifest;
}

/** What the registry says of a backup that its manifest was written for. */
export const readyAs = ({ schema, bytes, sha256, rows, createdAt }: TenantManifest) =>
  ({
    state: "ready",
    schemaVersion: schema,
    bytes,
    sha256,
    rows: Object.values(rows).reduce((sum, each) => sum + each, 0),
    provenAt: createdAt,
  }) as const;

function settle(
  actor: Actor,
  id: string,
  values: Partial<typeof tenantBackups.$inferInsert>,
): Promise<unknown> {
  return write(engine().master, actor, (tx) =>
    tx
      .update(tenantBackups)
      .set(values)
      .where(and(eq(tenantBackups.id, id), eq(tenantBackups.state, "making"))),
  );
}
