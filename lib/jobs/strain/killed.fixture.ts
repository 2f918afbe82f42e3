/**
 * A process that writes for a company all the while, says what was acknowledged, and does one kind of work again and
 * again until somebody kills it: `<data folder> <company> <work>`.
 */

import { setTimeout as pause } from "node:timers/promises";
import { counters } from "@/drizzle/tenant/schema";
import {
  backupTenant,
  findTenantBackup,
  isEngineError,
  isPassing,
  migrateFleet,
  openMaster,
  openTenant,
  restoreTenant,
  write,
} from "@/lib/databases";
import { readEnv } from "@/lib/env";
import { replaceCompanyKey } from "@/lib/journeys/replace-company-key";
import { rotateKek } from "@/lib/journeys/rotate-kek";
import { registerHospital } from "@/lib/testing/registration";
import { startUp } from "../start-up";
import { systemActor as actor } from "../system-actor";

const [dataDir = "", companyId = "", work = ""] = process.argv.slice(2);
const config = readEnv({ DATA_DIR: dataDir, LOG_LEVEL: "silent" });
await startUp(config);

let acknowledged = 0;
let begin = () => {};
const begun = new Promise<void>((resolve) => {
  begin = resolve;
});

async function writeOn(writer: string): Promise<never> {
  for (let number = 0; ; number++) {
    const name = `${writer} ${number}`;
    try {
      const db = await openTenant(companyId);
      await write(db, actor, (tx) => tx.insert(counters).values({ name, value: 1 }));
      process.stdout.write(`${name}\n`);
      if (++acknowledged === 20) begin();
    } catch (error) {
      if (!isEngineError(error) || !isPassing(error)) throw error;
    }
    await pause(2);
  }
}

let round = 0;
const now = () => new Date();
const works: Record<string, () => Promise<unknown>> = {
  registration: () => register(++round),
  "migration in place": () => migrateFleet({ actor, now, concurrency: 2 }),
  "migration by copy": () => migrateFleet({ actor, now, concurrency: 2, copies: true }),
  backup: () => backupTenant(companyId, { actor, reason: "asked", now: now() }),
  restore: async () => restoreTenant(await findTenantBackup(companyId, "latest"), { actor, now: now() }),
  "a company's key": async () => replaceCompanyKey(await openMaster(), actor, companyId, { now: now() }),
  "the key-encryption key": () => rotateKek({ actor, now: now(), config }),
};

function register(number: number): Promise<unknown> {
  return registerHospital(`aysel${number}`, now(), { planId: "basic" });
}

for (const writer of ["a", "b", "c"]) void writeOn(writer);
await begun;
process.stdout.write("begun\n");
for (;;) await works[work]?.();
