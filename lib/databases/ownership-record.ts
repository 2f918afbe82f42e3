import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const ownerRecord = z.object({
  pid: z.number().int().positive(),
  /** When this process took the folder, in milliseconds UTC. */
  startedAt: z.number().int(),
  /** Where the owner takes commands from other processes; null when it takes none. */
  socket: z.string().nullable(),
});

/** What the owner of a data folder says about itself, for messages and for finding its socket; never a lock. */
export type OwnerRecord = z.infer<typeof ownerRecord>;

const pathOf = (dataDir: string) => join(/* turbopackIgnore: true */ dataDir, "owner.json");

/** Null when nobody wrote one. A record may be stale: its owner may have been killed. */
export async function readOwner(dataDir: string): Promise<OwnerRecord | null> {
  const text = await readFile(pathOf(dataDir), "utf8").catch(() => "");
  try {
    return ownerRecord.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Only the owner may; readers see the old record or the new one, never half of one. */
export async function writeOwner(dataDir: string, owner: OwnerRecord): Promise<void> {
  const draft = `${pathOf(dataDir)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  await rename(draft, pathOf(dataDir));
}

export async function removeOwner(dataDir: string): Promise<void> {
  await rm(pathOf(dataDir), { force: true });
}
