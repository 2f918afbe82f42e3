import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** All that tests put into the temporary folder goes with this one; test processes do not live to tidy up. */
export default function makeScratchFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "medadmin-units-"));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
