import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";

it("goes on when nobody reads what it says any more", async () => {
  const script = `
    const { outliveReaders } = await import(${JSON.stringify(new URL("./closed-output.mjs", import.meta.url).href)});
    outliveReaders();
    process.stdout.write("first\\n");
    process.stdin.once("data", () => {
      process.stdout.write("nobody reads this\\n");
      setTimeout(() => process.exit(7), 100);
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
  await once(child.stdout, "data");
  child.stdout.destroy();
  await once(child.stdout, "close");
  child.stdin.write("go on\n");
  expect(await once(child, "exit")).toEqual([7, null]);
});
