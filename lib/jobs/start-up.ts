import {
  type Finding,
  isEngineRunning,
  openMaster,
  reconcile,
  settleKeys,
  startEngine,
  stopEngine,
  write,
} from "@/lib/databases";
import { type Env, env } from "@/lib/env";
import { closeImpersonations } from "@/lib/journeys/close-impersonations";
import { companyBeginning } from "@/lib/journeys/register-company-beginning";
import { settleKek } from "@/lib/journeys/rotate-kek";
import { log } from "@/lib/log";
import { seedCatalogue } from "@/lib/master/catalogue/seed-catalogue";
import { seedPlans } from "@/lib/master/plans/seed";
import { assertServersUsable } from "./assert-servers-usable";
import { catchUpAtStart } from "./catch-up";
import { engineOptions } from "./engine-options";
import { systemActor } from "./system-actor";

const startingKey = Symbol.for("medadmin.jobs.starting");
const holder = globalThis as { [startingKey]?: Promise<Finding[]> };

/**
 * Brings MedAdmin up in this process: the data folder becomes ours, the master gets its schema, plans and catalogue,
 * and what an earlier process left unfinished is finished or quarantined. Where it is up already, or coming up,
 * nothing is done again: what is unfinished then is being worked on.
 *
 * @returns what was not as it should be; each is logged too
 * @throws ConfigurationError, EngineError `DataFolderOwned`, `DataFolderUnwritable`, `WrongMasterKey` …: each with a
 * message of one line that says what to do; nothing stays open then
 */
export function startUp(config: Env = env(), now: Date = new Date()): Promise<Finding[]> {
  holder[startingKey] ??= bringUp(config, now).finally(() => {
    delete holder[startingKey];
  });
  return holder[startingKey];
}

async function bringUp(config: Env, now: Date): Promise<Finding[]> {
  if (isEngineRunning()) return [];
  await startEngine(engineOptions(config));
  try {
    await assertServersUsable();
    await write(await openMaster(), systemActor, async (tx) => {
      await seedPlans(tx);
      await seedCatalogue(tx, now);
    });
    await settleKek(systemActor, config);
    await settleKeys();
    const findings = await reconcile(systemActor, companyBeginning(now));
    for (const finding of findings) log().warn({ finding }, "Found at start-up.");
    await closeImpersonations(await openMaster(), now);
    await catchUpAtStart(now);
    return findings;
  } catch (error) {
    await stopEngine();
    throw error;
  }
}
