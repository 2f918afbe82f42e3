/** A host that begins one job, says so and stays at it: `<url of the master> <token> <name of the host>`. */

import { z } from "zod";
import { startEngine } from "@/lib/databases";
import { emptyContent } from "@/lib/testing/engine";
import { defineHandler } from "./handler";
import { startWorker } from "./worker";

const [url = "", authToken = "", worker = ""] = process.argv.slice(2);

await startEngine({
  place: { master: { url, authToken } },
  content: emptyContent,
});
let begun = false;
let say = "";
process.stdin.setEncoding("utf8").on("data", (text) => {
  say += text;
});
const untilTold = async () => {
  while (say === "") await new Promise((resolve) => setTimeout(resolve, 20));
};
startWorker({
  worker,
  pollMs: 20,
  firstAfterMs: 0,
  leaseMs: 1_500,
  recurring: [],
  handlers: {
    "test.work": defineHandler(z.object({}), async () => {
      if (begun) return "a second time";
      begun = true;
      process.stdout.write("begun\n");
      await untilTold();
      process.stdout.write("finishing\n");
      // Long enough that whatever it writes about the job has been refused.
      setTimeout(() => process.stdout.write("refused\n"), 1_000);
      return "stale";
    }),
  },
});
