import { engine, isEngineRunning } from "./engine";
import { handleState } from "./handle-state";
import type { CacheFigures } from "./open-database-cache";

/** What the engine of this process has at the moment; counters count since the process began. */
export interface EngineFigures {
  readonly cache: CacheFigures;
  /** Writes that wait for their turn, over all databases of a kind. */
  readonly writesWaiting: { readonly master: number; readonly tenant: number };
}

/** Null while the engine does not run. */
export function engineFigures(): EngineFigures | null {
  if (!isEngineRunning()) return null;
  const { cache, master } = engine();
  return {
    cache: cache.figures,
    writesWaiting: { master: handleState(master).open.writesWaiting, tenant: cache.writesWaiting },
  };
}
