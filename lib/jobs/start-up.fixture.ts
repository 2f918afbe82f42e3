/** A process that registers a company and kills itself in the middle: `<data folder> <step>:<made|recorded>`. */

import { stopEngine } from "@/lib/databases";
import { readEnv } from "@/lib/env";
import { registerCompany } from "@/lib/journeys/register-company";
import { registration } from "@/lib/testing/registration";
import { startUp } from "./start-up";

const [dataDir = "", dieAt = ""] = process.argv.slice(2);

await startUp(readEnv({ DATA_DIR: dataDir, LOG_LEVEL: "silent" }));
const input = registration("aysel", { companyName: "City Hospital", planId: "basic" });
await registerCompany(input, {
  address: null,
  requestId: null,
  now: new Date(),
  locale: "az",
  onStep: (step, what) => {
    if (`${step}:${what}` === dieAt) process.kill(process.pid, "SIGKILL");
  },
});
await stopEngine();
