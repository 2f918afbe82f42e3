import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { engine } from "../engine";
import { type RemovalRecord, readRemovalRecord } from "./removal-record";

/** Every removal that began on this machine, whatever the master knows of it; damaged records are left out. */
export async function listRemovalRecords(): Promise<RemovalRecord[]> {
  const { folder } = engine();
  if (!folder) return [];
  const names = await readdir(join(folder.root, "removals")).catch(() => []);
  const ids = names.flatMap((name) => /^([0-9a-f-]{36})\.json$/.exec(name)?.[1] ?? []);
  const records = await Promise.all(ids.map((id) => readRemovalRecord(folder, id).catch(() => null)));
  return records.filter((record) => record !== null);
}

/** Destroys again what was destroyed already, for a keyring that came out of an older backup. */
export async function destroyRecordedKeys(records: readonly RemovalRecord[]): Promise<void> {
  for (const { keys } of records) for (const { id } of keys) await engine().keyring.destroy(id);
}
