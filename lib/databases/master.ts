import { engine } from "./engine";
import type { MasterDb } from "./handles";

/** @throws EngineError `NotRunning` */
export function openMaster(): Promise<MasterDb> {
  return Promise.resolve(engine().master);
}
