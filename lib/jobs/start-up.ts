import { openMaster, startEngine, stopEngine, write } from "@/lib/databases";
import { type Env, env } from "@/lib/env";
import { seedCatalogue } from "@/lib/master/catalogue/seed-catalogue";
import { seedPlans } from "@/lib/master/plans/seed";
import { engineOptions } from "./engine-options";

const system = { id: null, name: "MedAdmin", address: null, requestId: null };

/**
 * Brings MedAdmin up in this process: the data folder becomes ours, the master gets its schema, plans and catalogue,
 * and what an earlier process left unfinished is finished. Calling it again while it runs changes nothing.
 *
 * @throws ConfigurationError, EngineError `DataFolderOwned`, `DataFolderUnwritable`, `WrongMasterKey` …: each with a
 * message of one line that says what to do; nothing stays open then
 */
export async function startUp(config: Env = env(), now: Date = new Date()): Promise<void> {
  await startEngine(engineOptions(config));
  try {
    await write(await openMaster(), system, async (tx) => {
      await seedPlans(tx);
      await seedCatalogue(tx, now);
    });
  } catch (error) {
    await stopEngine();
    throw error;
  }
}
