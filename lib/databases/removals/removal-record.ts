import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { syncFile } from "../create-file";
import type { DataFolder } from "../data-folder";
import { EngineError } from "../errors";

const instant = z.number().int();

/** What is known of a removal so far: kept outside of the databases, because it must outlive what it tells of. */
export const removalRecord = z.object({
  format: z.literal(1),
  removalId: z.string(),
  companyId: z.string(),
  databaseIds: z.array(z.string()),
  /** Ids of keys; the keys themselves are told by nobody. */
  keys: z.array(z.object({ id: z.string(), destroyedAt: instant.nullable() })),
  /** Null until they are closed and read for the last time. */
  files: z.array(z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() })).nullable(),
  /** Databases on servers, which have no files here: where they were. */
  remote: z.array(z.string()),
});
export type RemovalRecord = z.output<typeof removalRecord>;

const place = (folder: DataFolder) => join(folder.root, "removals");
const path = (folder: DataFolder, removalId: string) => join(place(folder), `${removalId}.json`);

/** Null when that removal has not begun here. @throws EngineError `Damaged` */
export async function readRemovalRecord(
  folder: DataFolder,
  removalId: string,
): Promise<RemovalRecord | null> {
  const text = await readFile(path(folder, removalId), "utf8").catch(() => null);
  if (text === null) return null;
  try {
    return removalRecord.parse(JSON.parse(text));
  } catch (cause) {
    const where = path(folder, removalId);
    throw new EngineError("Damaged", `The record of a removal, ${where}, is damaged.`, {}, { cause });
  }
}

/** Appears whole or not at all, and is on disk when this resolves. */
export async function writeRemovalRecord(folder: DataFolder, record: RemovalRecord): Promise<void> {
  await mkdir(place(folder), { recursive: true, mode: 0o700 });
  const target = path(folder, record.removalId);
  const draft = `${target}.draft`;
  await writeFile(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(draft, target);
  await syncFile(target);
}
