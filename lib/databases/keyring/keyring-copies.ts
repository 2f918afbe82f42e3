import { readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createClient } from "@libsql/client";
import { backupMaster } from "../backups/backup-master";
import { keyringRetentionMs } from "../backups/platform-retention";
import { fileExists, removeFile } from "../create-file";
import type { DataFolder } from "../data-folder";
import { engine } from "../engine";
import { fileUrl } from "../file-url";
import type { Actor } from "../handles";

/** A closed copy of the keyring, as a backup or as what a restore replaced. */
export interface KeyringCopy {
  /** Absolute, of the database file. */
  readonly path: string;
  /** A backup, with its manifest in a folder of its own. */
  readonly isBackup: boolean;
  /** Milliseconds UTC: from then on it is removed. */
  readonly expiresAt: number;
}

/** None where nothing is kept in files. */
export function listKeyringCopiesHere(): Promise<KeyringCopy[]> {
  const { folder } = engine();
  return folder ? listKeyringCopies(folder) : Promise.resolve([]);
}

/** Every copy of the keyring in the data folder. What somebody carried away is not known here. */
async function listKeyringCopies(folder: DataFolder): Promise<KeyringCopy[]> {
  const kinds = [
    { place: join(folder.backups, "keyring"), isBackup: true },
    { place: join(folder.backups, "replaced"), isBackup: false },
  ];
  const found: KeyringCopy[] = [];
  for (const { place, isBackup } of kinds) {
    for (const name of await readdir(/* turbopackIgnore: true */ place).catch(() => [])) {
      const path = join(place, name, "keyring.db");
      if (!(await fileExists(path))) continue;
      const takenAt = instantOf(name) ?? (await stat(path)).mtimeMs;
      found.push({ path, isBackup, expiresAt: takenAt + keyringRetentionMs });
    }
  }
  return found;
}

/** Which of these copies can still give one of these keys to whoever also has the key-encryption key. */
export async function copiesHolding(
  copies: readonly KeyringCopy[],
  keyIds: readonly string[],
): Promise<KeyringCopy[]> {
  const holding: KeyringCopy[] = [];
  for (const copy of copies) {
    const { rows } = await ask(copy.path, "SELECT id FROM keys WHERE wrapped IS NOT NULL");
    if (rows.some(({ id }) => keyIds.includes(String(id)))) holding.push(copy);
  }
  return holding;
}

/**
 * Removes copies of the keyring whose time is over, and those wrapped by a key-encryption key that was replaced. The
 * keyring never stays without a backup because of that: a new one is made first.
 * @returns how many went
 */
export async function forgetKeyringCopies(actor: Actor, now: Date): Promise<number> {
  const { folder, keyring } = engine();
  if (!folder) return 0;
  const copies = await listKeyringCopies(folder);
  const useless: KeyringCopy[] = [];
  for (const copy of copies) {
    const isOver = copy.expiresAt <= now.getTime();
    if (isOver || (await kekOf(copy)) !== keyring.kekId) useless.push(copy);
  }
  if (useless.length === 0) return 0;
  const staying = copies.filter((copy) => copy.isBackup && !useless.includes(copy));
  if (staying.length === 0 && useless.some(({ isBackup }) => isBackup)) await backupMaster(actor, now);
  for (const { path, isBackup } of useless) {
    if (isBackup) await rm(dirname(path), { recursive: true, force: true });
    else await removeFile(path);
  }
  return useless.length;
}

/** Of the copy's folder, which is named after when it was made: `20261121T090000Z`. */
function instantOf(name: string): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(name);
  if (!match) return null;
  const [year = 0, month = 1, ...rest] = match.slice(1).map(Number);
  const [day = 1, hour = 0, minute = 0, second = 0] = rest;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

async function kekOf({ path }: KeyringCopy): Promise<string | null> {
  const { rows } = await ask(path, "SELECT kek_id FROM keyring WHERE one = 1");
  return rows[0] ? String(rows[0].kek_id) : null;
}

/** A copy that cannot be read holds nothing for anybody. */
async function ask(path: string, statement: string) {
  const client = createClient({ url: fileUrl(path, "ro"), concurrency: 1 });
  try {
    return await client.execute(statement);
  } catch {
    return { rows: [] };
  } finally {
    client.close();
  }
}
