/** A process that removes a company and kills itself in the middle: `<data folder> <removal> <now in ms> <step>`. */
import { openMaster } from "@/lib/databases";
import { stopEngine } from "@/lib/databases/start-engine";
import { testActor } from "@/lib/testing/actor";
import { startTestEngine } from "@/lib/testing/engine";
import { removeCompany } from "./remove-company";

const [dataDir = "", removalId = "", now = "", dieAt = ""] = process.argv.slice(2);
await startTestEngine(dataDir);
await removeCompany(await openMaster(), testActor, removalId, {
  now: new Date(Number(now)),
  onStep: (step) => {
    if (step === dieAt) process.kill(process.pid, "SIGKILL");
  },
});
await stopEngine();
