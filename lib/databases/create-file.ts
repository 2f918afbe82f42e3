import { chmod, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Client } from "@libsql/client";
import { openUnpublished } from "./open-file";

/** Everything SQLite keeps beside a database file, and the file itself. */
export const fileSuffixes = ["", "-wal", "-shm", "-journal"] as const;

export async function fileExists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** Removes a database file that nobody has open; missing is fine. */
export async function removeFile(path: string): Promise<void> {
  for (const suffix of fileSuffixes) await rm(path + suffix, { force: true });
}

/** Makes a plain database file that is complete when it appears; one that is there already stays as it is. */
export async function createFile(path: string, fill: (client: Client) => Promise<unknown>): Promise<void> {
  if (await fileExists(path)) return;
  const draft = `${path}.draft`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await removeFile(draft);
  const client = openUnpublished(draft, null, "rwc");
  try {
    await fill(client);
  } finally {
    client.close();
  }
  // Also where the folder was there before us and is open to others; what SQLite puts beside it gets the same mode.
  await chmod(draft, 0o600);
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** Puts a file that nobody has open on disk, with everything that was written to it, and its name too. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(path));
}

/** Makes renames in a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
