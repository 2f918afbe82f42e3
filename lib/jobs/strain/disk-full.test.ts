import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { companies, tenantBackups } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { backupTenant, openMaster, openTenant, stopEngine } from "@/lib/databases";
import { readEnv } from "@/lib/env";
import { examineCompanies } from "@/lib/journeys/examine-company";
import { registerHospital } from "@/lib/testing/registration";
import { startUp } from "../start-up";
import { systemActor as actor } from "../system-actor";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const fixture = "lib/jobs/strain/disk-full.fixture.ts";
const configOf = (dataDir: string) => readEnv({ DATA_DIR: dataDir, LOG_LEVEL: "silent" });
let scratch: string;
let companyId: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "medadmin-full-"));
  await startUp(configOf(join(scratch, "base")));
  // On a plan that has a sandbox.
  ({ companyId } = await registerHospital("nigar", new Date()));
  await backupTenant(companyId, { actor, reason: "asked", now: new Date() });
  await stopEngine();
}, 60_000);
afterEach(() => stopEngine());
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Said {
  readonly what?: string;
  readonly code?: string;
  readonly message?: string;
  readonly done?: boolean;
  readonly kept?: number;
  readonly lost?: readonly number[];
}

/** Runs a script of the shell to its end, and reads what the fixture in it said. */
async function run(command: readonly [string, ...string[]]): Promise<Said[]> {
  const [program, ...args] = command;
  const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(code, errors).toBe(0);
  const lines = output.trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Said);
}

const node = [process.execPath, "--import", "tsx", fixture] as const;

/** No file of the process may become larger than 320 KB: a template, a copy and a log all would. */
function withFileLimit(dataDir: string): Promise<Said[]> {
  cpSync(join(scratch, "base"), dataDir, { recursive: true });
  const script = 'ulimit -f 640 && exec "$@"';
  return run(["sh", "-c", script, "sh", ...node, dataDir, companyId, "limit"]);
}

const inNamespace = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"] as const;

/** A disk of its own, in the memory, which is gone with the process: what was on it is copied out. */
function onSmallDisk(dataDir: string): Promise<Said[]> {
  const disk = join(scratch, "disk");
  mkdirSync(disk);
  const script = `mount -t tmpfs -o size=128m strain "$1" && cp -a "$2/." "$1" && shift 3
    "$@"; code=$?; cp -a "${disk}/." "${dataDir}"; exit $code`;
  mkdirSync(dataDir);
  const args = [disk, join(scratch, "base"), "--", ...node, disk, companyId, join(disk, "ballast")];
  return run([...inNamespace, script, "sh", ...args]);
}

/** Where the system lets anybody mount in a namespace of their own, or we may mount anyway. */
const mayMount = spawnSync("unshare", [...inNamespace.slice(1), "mount -t tmpfs strain /mnt"]).status === 0;
const stages = [
  ["a process may make no large file", withFileLimit],
  ...(mayMount ? [["a small disk is full to its last byte", onSmallDisk] as const] : []),
] as const;

const writers = [
  "write",
  "registration",
  "backup",
  "export",
  "copy in another process",
  "sandbox",
  "key",
  "restore",
];
const migrations = ["migration in place", "migration by copy"];

describe.each(stages)("when %s", (_, stage) => {
  it("everything that writes says so, loses nothing and leaves nothing half-done; with room again all of it works", {
    timeout: 120_000,
  }, async () => {
    const dataDir = join(scratch, stage.name);
    const said = await stage(dataDir);
    const refused = said.filter(({ code }) => code !== undefined);
    const told = (what: string) => refused.find((each) => each.what === what);
    for (const what of [...writers, ...migrations]) {
      const message = expect.stringMatching(/make room|not enough space/);
      // A server without room is asked for no new database.
      const code = what === "registration" ? expect.stringMatching(/^No(Space|Place)$/) : "NoSpace";
      expect(told(what), what).toMatchObject({ code, message });
    }
    for (const { kept, lost } of said.filter((each) => each.lost)) {
      expect(kept).toBeGreaterThan(3);
      expect(lost).toEqual([]);
    }
    const again = said.filter(({ done }) => done).map(({ what }) => what);
    expect(again).toEqual(stage === onSmallDisk ? writers : []);

    await startUp(configOf(dataDir));
    const master = await openMaster();
    // Where nothing was restored since.
    const rows = await (await openTenant(companyId)).$count(counters);
    if (stage === withFileLimit)
      expect(rows).toBeGreaterThanOrEqual(said.find(({ lost }) => lost)?.kept ?? 0);
    const all = await master.select({ id: companies.id, slug: companies.slug }).from(companies);
    const found = await examineCompanies(all, true);
    const ill = [...found.elsewhere, ...found.companies.flatMap(({ findings }) => findings)];
    expect(ill.filter(({ severity }) => severity !== "note")).toEqual([]);
    const states = (await master.select().from(companies)).map(({ state }) => state);
    // What had been entered before the disk refused more is finished; what had not is not there.
    expect(new Set(states)).toEqual(new Set(["active"]));
    expect(await master.$count(tenantBackups, eq(tenantBackups.state, "ready"))).toBeGreaterThan(0);
    expect(readdirSync(join(dataDir, "backups", "drafts"))).toEqual([]);
    expect(existsSync(join(dataDir, "full.zip"))).toBe(false);
  });
});
