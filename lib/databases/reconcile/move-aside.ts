import { mkdir, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileExists, fileSuffixes } from "../create-file";
import { engine } from "../engine";

/** Moves a database file that nobody has open into the quarantine folder, with what SQLite keeps beside it. */
export async function moveAside(path: string): Promise<void> {
  if (!(await fileExists(path))) return;
  const folder = engine().folder?.quarantine ?? "";
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const inTheWay = await fileExists(join(folder, basename(path)));
  const target = join(folder, inTheWay ? `${Date.now()}.${basename(path)}` : basename(path));
  for (const suffix of fileSuffixes) {
    if (await fileExists(path + suffix)) await rename(path + suffix, target + suffix);
  }
}
