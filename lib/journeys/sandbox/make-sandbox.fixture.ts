/** A process that makes a company's sandbox and kills itself in the middle: `<data folder> <company> <step>`. */
import { stopEngine } from "@/lib/databases";
import { startTestEngine } from "@/lib/testing/engine";
import { makeSandboxOf } from "./sandbox.fixture";

const [dataDir = "", companyId = "", dieAt = ""] = process.argv.slice(2);
await startTestEngine(dataDir);
const actor = { id: null, name: "Test", address: null, requestId: null };
const onStep = (step: string) => {
  if (step === dieAt) process.kill(process.pid, "SIGKILL");
};
await makeSandboxOf(companyId, actor, {}, { onStep });
await stopEngine();
