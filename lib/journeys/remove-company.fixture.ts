/** A process that removes a company and kills itself in the middle: `<data folder> <removal> <now in ms> <step>`. */
import { openMaster } from "@/lib/databases";
import { stopEngine } from "@/lib/databases/start-engine";
import { startTestEngine } from "@/lib/testing/engine";
import { removeCompany } from "./remove-company";

const [dataDir = "", removalId = "", now = "", dieAt = ""] = process.argv.slice(2);
await startTestEngine(dataDir);
const actor = { id: null, name: "Test", address: null, requestId: null };
await removeCompany(await openMaster(), actor, removalId, {
  now: new Date(Number(now)),
  onStep: (step) => {
    if (step === dieAt) process.kill(process.pid, "SIGKILL");
  },
});
await stopEngine();
