import { copyFile, mkdir, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Client } from "@libsql/client";
import { isNull } from "drizzle-orm";
import { sessions, setupTokens } from "@/drizzle/master/schema/people";
import { installation } from "@/drizzle/master/schema/registry";
import { recordAudit } from "../audit";
import { fileExists, fileSuffixes, removeFile, syncFile, syncFolder } from "../create-file";
import { type DataFolder, dataFolder, makeDataFolder } from "../data-folder";
import type { Actor } from "../handles";
import { carryTombstones } from "../keyring/carry-tombstones";
import { openKeyring } from "../keyring/file-keyring";
import { derive, sealingPurpose } from "../keyring/wrapping";
import { openUnpublished } from "../open-file";
import { takeOwnership } from "../ownership";
import { restoringPath } from "../whole-folder";
import { writeUnpublished } from "../write";
import { findBackup } from "./list-backups";
import { type BackupKind, bad, type Manifest, readManifest } from "./manifest";
import { proveBackup } from "./prove";

export interface RestoreOptions {
  /** Absolute. Nobody may own it. */
  readonly dataDir: string;
  readonly kek: string;
  /** An id, or `latest`. */
  readonly backup: string;
  /**
   * Whether the keyring comes out of a backup too. One that is there knows more than its backup, so without this it
   * stays, and only a missing one is restored.
   */
  readonly keyring?: boolean;
  readonly actor: Actor;
  readonly now: Date;
}

export interface RestoredMaster {
  readonly master: Manifest;
  /** Null when the keyring stayed as it is. */
  readonly keyring: Manifest | null;
  /** Where what was there before stands now; null when nothing was. */
  readonly replaced: string | null;
}

/**
 * Puts a backup in the place of the master database, of this same installation, while nothing runs. What was there
 * moves into `backups/replaced`. Everything is checked before anything is touched. Everybody has to sign in again.
 *
 * The restored master does not know what happened after the backup: until the registry was rebuilt from the databases
 * (`registry rebuild`, which clears `installation.removal_blocked_at`), nothing may be removed and the reconciler
 * moves nothing. All it takes for that is here without the master: a file's name is its database id and generation,
 * the keyring knows the key by database id, and the identity row inside says which company's it is.
 *
 * @throws EngineError `DataFolderOwned`, `DataFolderUnwritable`, `BadBackup`, `WrongMasterKey`
 */
export async function restoreMaster(options: RestoreOptions): Promise<RestoredMaster> {
  const folder = dataFolder(options.dataDir);
  await makeDataFolder(folder);
  const ownership = await takeOwnership(folder.root);
  try {
    const master = await verified(folder, "master", options.backup, options.kek);
    const withKeyring = options.keyring || !(await fileExists(folder.keyring));
    const keyring = withKeyring ? await verified(folder, "keyring", options.backup, options.kek) : null;
    await drafted(folder, master, keyring, options);
    const aside = join(folder.backups, "replaced", options.now.toISOString().replaceAll(/[-:]|\.\d+/g, ""));
    if (keyring) await replace(folder.keyring, aside);
    const replaced = await replace(folder.master, aside);
    return { master: master.manifest, keyring: keyring?.manifest ?? null, replaced: replaced ? aside : null };
  } finally {
    await ownership.release();
  }
}

interface VerifiedBackup {
  readonly manifest: Manifest;
  readonly file: string;
}

async function verified(
  folder: DataFolder,
  kind: BackupKind,
  wanted: string,
  kek: string,
): Promise<VerifiedBackup> {
  const place = await findBackup(folder, kind, wanted);
  const manifest = await readManifest(place, derive(kek, sealingPurpose));
  if (manifest.kind !== kind || manifest.id !== basename(place))
    throw bad("This is another backup than its name says.");
  const file = join(place, `${kind}.db`);
  await proveBackup(file, manifest);
  return { manifest, file };
}

/** Makes what will be put in place, or nothing. */
async function drafted(
  folder: DataFolder,
  master: VerifiedBackup,
  keyring: VerifiedBackup | null,
  options: RestoreOptions,
): Promise<void> {
  try {
    await draftMaster(folder, master, options);
    if (keyring) await draftKeyring(folder, keyring, options.kek);
  } catch (error) {
    for (const path of [folder.master, folder.keyring]) await removeFile(restoringPath(path));
    throw error;
  }
}

async function draftMaster(folder: DataFolder, { file, manifest }: VerifiedBackup, options: RestoreOptions) {
  await draft(folder.master, file, (client) =>
    writeUnpublished(client, "master", options.actor, async (tx) => {
      await tx.update(installation).set({ removalBlockedAt: options.now.getTime() });
      // Whoever was signed out, suspended or given another password since the backup would be signed in again.
      await tx.delete(sessions);
      await tx.delete(setupTokens).where(isNull(setupTokens.usedAt));
      await recordAudit(tx, {
        action: "master.restored",
        subject: { type: "backup", id: manifest.id },
      });
    }),
  );
}

/** Keys that were destroyed since the backup stay destroyed. */
async function draftKeyring(folder: DataFolder, { file }: VerifiedBackup, kek: string): Promise<void> {
  const current = (await fileExists(folder.keyring)) ? await openKeyring(folder.keyring, kek) : null;
  const tombstones = (await current?.list())?.filter((key) => key.destroyedAt !== null) ?? [];
  await current?.close();
  await draft(folder.keyring, file, (client) => carryTombstones(client, tombstones));
}

async function draft(
  path: string,
  source: string,
  change: (client: Client) => Promise<unknown>,
): Promise<void> {
  const restoring = restoringPath(path);
  await removeFile(restoring);
  await copyFile(source, restoring);
  const client = openUnpublished(restoring, null);
  try {
    await change(client);
  } finally {
    client.close();
  }
  // Also where nothing was changed: only then is the copy on disk before its name is.
  await syncFile(restoring);
}

/** @returns whether there was something to replace */
async function replace(path: string, aside: string): Promise<boolean> {
  const existed = await fileExists(path);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  // The log first: with another database beside it, SQLite would replay it into that one.
  for (const suffix of [...fileSuffixes].reverse()) {
    if (await fileExists(path + suffix)) await rename(path + suffix, join(aside, basename(path) + suffix));
  }
  await rename(restoringPath(path), path);
  await syncFolder(join(path, ".."));
  return existed;
}
