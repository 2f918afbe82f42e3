import { testActor } from "@/lib/testing/actor";
/** A process that replaces a company's database and kills itself in the middle: `<data folder> <company> <step>`. */
import { startTestEngine } from "@/lib/testing/engine";
import { stopEngine } from "../start-engine";
import { nextGeneration } from "./next-generation";

const [dataDir = "", companyId = "", dieAt = ""] = process.argv.slice(2);
await startTestEngine(dataDir);
await nextGeneration(companyId, {
  actor: testActor,
  state: "migrating",
  reason: "test",
  transform: (copy) => copy.execute("INSERT INTO counters (name, value) VALUES ('changed', 1)"),
  onStep: (step) => {
    if (step === dieAt) process.kill(process.pid, "SIGKILL");
  },
});
await stopEngine();
