/** A process of its own for the tests of ownership: takes the folder, says so, and holds it until it is killed. */
import { takeOwnership } from "./ownership";

const folder = process.argv[2] ?? "";
try {
  await takeOwnership(folder);
  process.stdout.write("owned\n");
  setInterval(() => {}, 60_000);
} catch (error) {
  const { code, detail } = error as { code: string; detail: { pid: number } };
  process.stdout.write(`${code} ${detail.pid}\n`);
}
