import { inArray } from "drizzle-orm";
import { tenantBackups } from "@/drizzle/master/schema/backups";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import type { Actor } from "../handles";
import { isMain } from "../registry";
import { write } from "../write";
import { readyAs } from "./backup-tenant";
import { isDrafting } from "./drafts";
import type { BackupName, BackupTarget } from "./targets/backup-target";
import { configuredTarget } from "./targets/configured-target";
import { parseTenantManifest, type TenantManifest } from "./tenant-manifest";

/**
 * Enters backups into the registry that are in the target and that the registry knows nothing of, because it came out
 * of a backup of its own. Only those that their company's key has sealed, of databases that are registered; they were
 * proven when they were made.
 * @returns how many
 */
export async function adoptBackups(actor: Actor, target: BackupTarget = configuredTarget()): Promise<number> {
  const { master } = engine();
  const databases = await master
    .select({ id: tenantDatabases.id, companyId: tenantDatabases.companyId })
    .from(tenantDatabases)
    .where(isMain);
  const owners = new Map(databases.map(({ id, companyId }) => [id, companyId]));
  let adopted = 0;
  for (const name of await unknownAmong(await target.list())) {
    const manifest = await sealedManifest(target, name);
    if (!manifest || owners.get(name.databaseId) !== manifest.companyId) continue;
    const { id, companyId, databaseId, generation, reason, keyId, createdAt } = manifest;
    await write(master, actor, (tx) =>
      tx
        .insert(tenantBackups)
        .values({
          ...{ id, companyId, databaseId, generation, reason, keyId, takenAt: createdAt },
          ...readyAs(manifest),
          target: target.name,
        })
        .onConflictDoNothing(),
    );
    adopted++;
  }
  return adopted;
}

const askedAtOnce = 500;

async function unknownAmong(names: readonly BackupName[]): Promise<BackupName[]> {
  const unknown: BackupName[] = [];
  for (let at = 0; at < names.length; at += askedAtOnce) {
    const some = names.slice(at, at + askedAtOnce);
    const rows = await engine()
      .master.select({ id: tenantBackups.id })
      .from(tenantBackups)
      .where(
        inArray(
          tenantBackups.id,
          some.map(({ id }) => id),
        ),
      );
    const known = new Set(rows.map(({ id }) => id));
    unknown.push(...some.filter(({ id }) => !known.has(id) && !isDrafting(id)));
  }
  return unknown;
}

/** Null when nobody here can tell whether it is what it says. */
async function sealedManifest(target: BackupTarget, name: BackupName): Promise<TenantManifest | null> {
  const text = await target.manifest(name);
  if (text === null) return null;
  const manifest = await parseTenantManifest(text, (keyId) => engine().keyring.reveal(keyId)).catch(
    () => null,
  );
  return manifest?.id === name.id && manifest.databaseId === name.databaseId ? manifest : null;
}
