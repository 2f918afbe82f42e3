/** A process that migrates the fleet and kills itself in the middle: `<data folder> <where> <by copy>`. */
import { startTestEngine } from "@/lib/testing/engine";
import { stopEngine } from "../start-engine";
import { migrateTest, newest } from "./fleet.fixture";

const [dataDir = "", where = "", copies = ""] = process.argv.slice(2);
const die = () => process.kill(process.pid, "SIGKILL");
let told = 0;
await startTestEngine(dataDir, { schemaRange: { oldest: newest, newest: "9999_next" } });
const actor = {
  id: null,
  // Asked for inside the transactions, once for each audit row: the run's own comes first, then the databases'.
  get name() {
    if (where === `told-${++told}`) die();
    return "Test";
  },
  address: null,
  requestId: null,
};
await migrateTest(actor, {
  copies: copies === "copies",
  concurrency: 1,
  onProgress: (_result, done) => {
    if (where === `done-${done}`) die();
  },
});
await stopEngine();
