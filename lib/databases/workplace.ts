import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DataFolder } from "./data-folder";
import { engine } from "./engine";
import { processLives } from "./process-lives";

/** Where copies are put together before they go where they belong; absolute. */
export type Workplace = Pick<DataFolder, "backups">;

const key = Symbol.for("medadmin.databases.workplace");
const holder = globalThis as { [key]?: string };
const prefix = "medadmin-work-";

/**
 * The data folder's place for drafts. Where the master is remote there is none: then a folder of this process among
 * the system's temporary ones, which only we may open and which goes with the process.
 */
export function workplace(): Workplace {
  const { folder } = engine();
  if (folder) return folder;
  holder[key] ??= makeTemporary();
  return { backups: holder[key] };
}

function makeTemporary(): string {
  const among = tmpdir();
  for (const name of readdirSync(among)) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (pid && !processLives(pid)) rmSync(join(among, name), { recursive: true, force: true });
  }
  const made = mkdtempSync(join(among, `${prefix}${process.pid}-`));
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  return made;
}
