import { testActor } from "@/lib/testing/actor";
/** A process that replaces a key and kills itself in the middle: `<data folder> <company, or kek> <step>`. */

import { openMaster } from "@/lib/databases";
import { startEngine, stopEngine } from "@/lib/databases/start-engine";
import { readEnv } from "@/lib/env";
import { engineOptions } from "@/lib/jobs/engine-options";
import { emptyContent } from "@/lib/testing/engine";
import { replaceCompanyKey } from "./replace-company-key";
import { rotateKek } from "./rotate-kek";

const [dataDir = "", what = "", dieAt = ""] = process.argv.slice(2);
const config = readEnv({ DATA_DIR: dataDir });
const { place } = engineOptions(config);
await startEngine({ place, content: emptyContent });
const now = new Date("2026-11-21T09:00:00Z");
const onStep = (step: string) => {
  if (step === dieAt) process.kill(process.pid, "SIGKILL");
};
if (what === "kek") await rotateKek({ actor: testActor, now, config, onStep });
else await replaceCompanyKey(await openMaster(), testActor, what, { now, onStep });
await stopEngine();
