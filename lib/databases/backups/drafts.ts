import { mkdir, readdir, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { asNoSpace, noSpace } from "../no-space";
import type { Workplace } from "../workplace";

const key = Symbol.for("medadmin.databases.drafts");
const holder = globalThis as { [key]?: Set<string> };

const place = (folder: Workplace) => join(folder.backups, "drafts");

/**
 * Runs `work` with a folder of its own for what is not finished, and removes the folder afterwards. What a process
 * that died left there is removed by `removeDeadDrafts`.
 * @param id unique
 * @throws EngineError `NoSpace` when the disk became full on the way, and what `work` throws
 */
export async function withDraft<T>(
  folder: Workplace,
  id: string,
  work: (draft: string) => Promise<T>,
): Promise<T> {
  const draft = join(place(folder), id);
  holder[key] ??= new Set();
  holder[key].add(id);
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true, mode: 0o700 });
    return await work(draft);
  } catch (error) {
    throw asNoSpace(error);
  } finally {
    await rm(draft, { recursive: true, force: true });
    holder[key].delete(id);
  }
}

/** Whether this process is at it; nobody else can be, since the data folder has one owner. */
export const isDrafting = (id: string) => holder[key]?.has(id) ?? false;

export async function removeDeadDrafts(folder: Workplace): Promise<void> {
  for (const id of await readdir(place(folder)).catch(() => [])) {
    if (!isDrafting(id)) await rm(join(place(folder), id), { recursive: true, force: true });
  }
}

/** Free bytes for us where the folder is. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Left for the log of every open database and for the master. */
const reserve = 16 * 1024 * 1024;

/**
 * Refuses before anything is written what would fill the disk.
 * @param bytes about to be written below `folder`
 * @throws EngineError `NoSpace`
 */
export async function assertSpace(folder: string, bytes: number, free = freeBytes): Promise<void> {
  const found = await free(folder);
  if (found >= bytes + reserve) return;
  const mb = (size: number) => `${Math.ceil(size / 1024 / 1024)} MB`;
  throw noSpace(
    `There is not enough space in ${folder}: ${mb(bytes + reserve)} are needed, ${mb(found)} are free.`,
    { needed: bytes + reserve, free: found },
  );
}
