import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { installation } from "@/drizzle/master/schema/registry";
import { recordAudit } from "../audit";
import { syncFolder } from "../create-file";
import type { DataFolder } from "../data-folder";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { copyInChild } from "../generations/copy-database";
import type { Actor } from "../handles";
import { asNoSpace } from "../no-space";
import { write } from "../write";
import { type BackupKind, type Manifest, writeManifest } from "./manifest";
import { keyringRetentionMs, masterRetentionMs } from "./platform-retention";
import { prove } from "./prove";

export interface MasterBackup {
  readonly id: string;
  /** Absolute; holds the database file and its manifest. */
  readonly masterFolder: string;
  readonly keyringFolder: string;
  readonly master: Manifest;
  readonly keyring: Manifest;
}

/**
 * Backs up the master and the keyring while they are in use, each into a folder of its own: who gets hold of the
 * one cannot read companies' databases without the other, and keys are forgotten sooner. A backup appears only
 * after it was proven to work.
 *
 * @throws EngineError `NotSupported` for a remote master, which its server backs up; `Damaged`, `NoSpace`; nothing of
 * the copy that failed stays
 */
export async function backupMaster(actor: Actor, now: Date): Promise<MasterBackup> {
  const { folder, master } = engine();
  if (!folder) throw new EngineError("NotSupported", "A remote master is backed up where it is.");
  const id = `${now.toISOString().replaceAll(/[-:]|\.\d+/g, "")}-${randomBytes(2).toString("hex")}`;
  const [row] = await master.select({ id: installation.id }).from(installation);
  const about = { id, installation: row?.id ?? "", createdAt: now.getTime() };
  // The keyring goes first: of a company made meanwhile there may be a key without a row, never a row without a key.
  const keyring = await backup("keyring", folder.keyring, join(folder.backups, "keyring", id), about);
  const registry = await backup("master", folder.master, join(folder.backups, "master", id), about);
  await forgetOld(join(folder.backups, "keyring"), id, now.getTime() - keyringRetentionMs);
  await forgetOld(join(folder.backups, "master"), id, now.getTime() - masterRetentionMs);
  await write(master, actor, (tx) =>
    recordAudit(tx, { action: "master.backed-up", subject: { type: "backup", id } }),
  );
  return {
    id,
    masterFolder: join(folder.backups, "master", id),
    keyringFolder: join(folder.backups, "keyring", id),
    master: registry,
    keyring,
  };
}

async function backup(
  kind: BackupKind,
  source: string,
  target: string,
  about: Pick<Manifest, "id" | "installation" | "createdAt">,
): Promise<Manifest> {
  const draft = `${target}${draftEnd}`;
  try {
    await mkdir(draft, { recursive: true, mode: 0o700 });
    const file = join(draft, `${kind}.db`);
    await copyInChild(source, file, null);
    const manifest: Manifest = { format: 1, kind, ...about, ...(await prove(file)) };
    await writeManifest(draft, manifest, engine().sealingKey);
    await rename(draft, target);
    await syncFolder(join(target, ".."));
    return manifest;
  } catch (error) {
    // On a disk that is full it would be in the way of everybody, and of the next attempt.
    await rm(draft, { recursive: true, force: true });
    throw asNoSpace(error);
  }
}

const draftEnd = ".draft";

/** What a process that died left of its backups of master and keyring; the data folder has one owner, and it is us. */
export async function removeDeadMasterDrafts({ backups }: DataFolder): Promise<void> {
  for (const kind of ["keyring", "master"]) {
    for (const name of await readdir(join(backups, kind)).catch(() => [])) {
      if (name.endsWith(draftEnd)) await rm(join(backups, kind, name), { recursive: true, force: true });
    }
  }
}

/** By the time in their names; the newest stays whatever its age. */
async function forgetOld(folder: string, newest: string, before: number): Promise<void> {
  const oldest = new Date(before).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  for (const id of await readdir(folder)) {
    if (id !== newest && id < oldest) await rm(join(folder, id), { recursive: true, force: true });
  }
}
