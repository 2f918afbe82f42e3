import { engine } from "./engine";
import type { MasterDb } from "./handles";

/** The one master database. @throws EngineError `NotRunning` */
export async function openMaster(): Promise<MasterDb> {
  return engine().master;
}
