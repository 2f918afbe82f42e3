import { testActor } from "@/lib/testing/actor";
/** A process that repairs a company's database and kills itself in the middle: `<data folder> <company> <step>`. */
import { startTestEngine } from "@/lib/testing/engine";
import { stopEngine } from "../start-engine";
import { knowsNothing } from "./knowledge";
import { repairTenant } from "./repair-tenant";

const [dataDir = "", companyId = "", dieAt = ""] = process.argv.slice(2);
await startTestEngine(dataDir);
await repairTenant(companyId, {
  actor: testActor,
  knowledge: knowsNothing,
  now: new Date(),
  onStep: (step) => {
    if (step === dieAt) process.kill(process.pid, "SIGKILL");
  },
});
await stopEngine();
