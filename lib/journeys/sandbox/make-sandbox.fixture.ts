/** A process that makes a company's sandbox and kills itself in the middle: `<data folder> <company> <step>`. */
import { stopEngine } from "@/lib/databases";
import { testActor } from "@/lib/testing/actor";
import { startTestEngine } from "@/lib/testing/engine";
import { makeSandboxOf } from "./sandbox.fixture";

const [dataDir = "", companyId = "", dieAt = ""] = process.argv.slice(2);
await startTestEngine(dataDir);
const onStep = (step: string) => {
  if (step === dieAt) process.kill(process.pid, "SIGKILL");
};
await makeSandboxOf(companyId, testActor, {}, { onStep });
await stopEngine();
