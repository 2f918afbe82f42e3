// `npm run -s medadmin -- <command>`. Installs what is missing, then gives way to the TypeScript command line.
import { exitWith } from "./boot-error.mjs";
import { become, forwardSignals } from "./child.mjs";
import { outliveReaders } from "./closed-output.mjs";
import { ensureInstalled } from "./install.mjs";
import { pinnedNode, root, runsAs } from "./runtime.mjs";

try {
  outliveReaders();
  // Where files that are named on the command line are.
  process.env.INIT_CWD ??= process.cwd();
  process.chdir(root);
  await ensureInstalled({ dev: false });
  const node = pinnedNode();
  if (!runsAs(node)) {
    forwardSignals();
    await become(node, [new URL(import.meta.url).pathname, ...process.argv.slice(2)]);
  }
  const { register } = await import("tsx/esm/api");
  register();
  const { main } = await import("../medadmin.ts");
  await main(process.argv.slice(2), process.env.INIT_CWD);
} catch (error) {
  exitWith(error);
}
