import { listBackups } from "./backups/list-backups";
import { engine, isEngineRunning } from "./engine";
import { handleState } from "./handle-state";
import type { CacheFigures } from "./open-database-cache";

/** What the engine of this process has at the moment; counters count since the process began. */
export interface EngineFigures {
  readonly cache: CacheFigures;
  /** Writes that wait for their turn, over all databases of a kind. */
  readonly writesWaiting: { readonly master: number; readonly tenant: number };
  /** Name of the newest migration of companies' databases that this code knows. */
  readonly schemaVersion: string;
}

/** Null while the engine does not run. */
export function engineFigures(): EngineFigures | null {
  if (!isEngineRunning()) return null;
  const { cache, master, schemaRange } = engine();
  return {
    cache: cache.figures,
    writesWaiting: { master: handleState(master).open.writesWaiting, tenant: cache.writesWaiting },
    schemaVersion: schemaRange.newest,
  };
}

/** When the newest backup of the master was taken, in ms UTC; null without one, and where its server makes them. */
export async function newestMasterBackup(): Promise<number | null> {
  const { folder } = engine();
  const [id = ""] = folder ? await listBackups(folder, "master") : [];
  const [, date, time] = /^(\d{8})T(\d{6})Z/.exec(id) ?? [];
  if (!date || !time) return null;
  return Date.parse(
    `${date.replace(/(....)(..)(..)/, "$1-$2-$3")}T${time.replace(/(..)(..)(..)/, "$1:$2:$3")}Z`,
  );
}
