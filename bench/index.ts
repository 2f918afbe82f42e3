import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { benchCompanies } from "./companies";
import { benchFloors } from "./floors";
import { benchLists } from "./lists";
import { benchMigrations } from "./migrations";
import { benchMoves } from "./moves";
import { benchNoisyNeighbour } from "./noisy-neighbour";
import { benchRegistration } from "./registration";
import { benchServers } from "./servers";
import { benchStrainCompanies } from "./strain-companies";
import { benchWrites } from "./writes";

/** `npm run bench [section …]`: medians and ratios of one run. Nothing here is ever asserted in a test. */
const sections = {
  registration: benchRegistration,
  writes: benchWrites,
  lists: benchLists,
  companies: benchCompanies,
  migrations: benchMigrations,
  moves: benchMoves,
  servers: benchServers,
  "strain-companies": benchStrainCompanies,
  "noisy-neighbour": benchNoisyNeighbour,
  floors: benchFloors,
} as const;

const asked = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "medadmin-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

process.stdout.write(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
);
for (const [name, run] of Object.entries(sections)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  process.stdout.write(`\n## ${name}\n`);
  for (const line of await run(join(folder, name))) process.stdout.write(`${line}\n`);
}
