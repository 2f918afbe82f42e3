/**
 * A process of its own for the tests of ownership: takes the folder, forgets what it got, collects its garbage, says
 * that it owns, and lives until it is killed.
 */
import { setTimeout as pause } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { takeOwnership } from "./ownership";

const folder = process.argv[2] ?? "";
try {
  await takeOwnership(folder);
  setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = runInNewContext("gc");
  for (let rounds = 0; rounds < 3; rounds++) {
    collectGarbage();
    await pause(5);
  }
  process.stdout.write("owned\n");
  setInterval(() => {}, 60_000);
} catch (error) {
  const { code, detail } = error as { code: string; detail: { pid: number } };
  process.stdout.write(`${code} ${detail.pid}\n`);
}
