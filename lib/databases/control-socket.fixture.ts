/** An owner in a process of its own that takes commands and never finishes them. */
import { serveControl } from "./control-socket";
import { takeOwnership } from "./ownership";

const { dataDir } = await takeOwnership(process.argv[2] ?? "");
await serveControl(dataDir, (_command, _args, { progress }) => {
  progress("begun");
  return new Promise(() => {});
});
process.stdout.write("serving\n");
