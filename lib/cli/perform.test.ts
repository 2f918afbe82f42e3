import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isEngineRunning } from "@/lib/databases";
import type { Outcome, Step } from "./command";
import { commands } from "./commands";
import { perform } from "./perform";

const dataDir = mkdtempSync(join(tmpdir(), "medadmin-cli-"));
let owner: ChildProcess | undefined;

async function run(
  name: string,
  input: object = {},
  onStep: (step: Step) => void = () => {},
): Promise<Outcome<unknown>> {
  const command = commands.find((known) => known.name === name);
  if (!command) throw new Error(`There is no command ${name}.`);
  return perform(command, input, "tester", { onStep, signal: new AbortController().signal });
}

async function startOwner(): Promise<void> {
  const fixture = fileURLToPath(new URL("./owner.fixture.ts", import.meta.url));
  owner = spawn(process.execPath, ["--import", "tsx", fixture], { stdio: ["ignore", "pipe", "inherit"] });
  if (owner.stdout) await once(owner.stdout, "data");
}

beforeAll(async () => {
  process.env.DATA_DIR = dataDir;
  await run("demo");
}, 120_000);

afterEach(async () => {
  if (!owner) return;
  const gone = once(owner, "exit");
  owner.kill("SIGKILL");
  await gone;
  owner = undefined;
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe("a command", () => {
  it("opens the data folder, does its work and leaves the folder free", async () => {
    const { data } = await run("tenants list");
    expect(data).toMatchObject([
      { slug: "city-hospital", plan: "Professional", daysRemaining: 14, users: 1, demo: true },
      { slug: "county-clinic", plan: "Basic", database: { state: "ready", sizeBytes: expect.any(Number) } },
    ]);
    expect(isEngineRunning()).toBe(false);
  });

  it("that makes the demo a second time makes nothing twice", async () => {
    const steps: Step[] = [];
    const { data } = await run("demo", {}, (step) => steps.push(step));
    expect(data).toMatchObject({ companies: [{}, {}], masterAdmin: { made: null } });
    expect(steps.map((step) => `${step.done}/${step.total}`)).toEqual(["1/2", "2/2"]);
    expect((await run("tenants list")).data).toHaveLength(2);
    expect((await count("city-hospital")).n).toBe(48);
  });

  it("looks at what companies use, says how far it is, and keeps it for the list", async () => {
    expect((await run("tenants list")).data).toMatchObject([{ doctors: null, takenAt: null }, {}]);
    const steps: Step[] = [];
    const { data, failed } = await run("tenants usage", {}, (step) => steps.push(step));
    expect(failed).toBe(false);
    expect(steps.map(({ done, total, text }) => `${done}/${total} ${text}`)).toEqual([
      "1/2 city-hospital: 48 doctors",
      "2/2 county-clinic: 14 doctors",
    ]);
    const figures = { users: 1, patients: 0, databaseBytes: expect.any(Number), takenAt: expect.any(Number) };
    expect(data).toMatchObject([
      { slug: "city-hospital", doctors: 48, lastActivityAt: expect.any(Number), error: null, ...figures },
      { slug: "county-clinic", doctors: 14, lastActivityAt: expect.any(Number), error: null, ...figures },
    ]);
    const { data: one } = await run("tenants usage", { company: "COUNTY_CLINIC" });
    expect(one).toMatchObject([{ slug: "county-clinic" }]);
    const { data: listed } = await run("tenants list");
    expect(listed).toMatchObject([
      { doctors: 48, ...figures },
      { doctors: 14, ...figures },
    ]);
  });

  it("reads each company's own rows and nobody else's", async () => {
    expect((await count("city-hospital")).n).toBe(48);
    expect((await count("COUNTY_CLINIC")).n).toBe(14);
  });

  it.each([
    "DELETE FROM doctors",
    "WITH gone AS (SELECT id FROM doctors) DELETE FROM doctors",
    "SELECT 1); DELETE FROM doctors; --",
    "ATTACH DATABASE 'other.db' AS other",
    "PRAGMA user_version = 7",
  ])("that only reads writes nothing for %j", async (sql) => {
    await run("tenants query", { company: "city-hospital", sql }).catch((error) => {
      expect(error).toMatchObject({ code: "NotSupported", message: expect.stringContaining("only reads") });
    });
    expect((await count("city-hospital")).n).toBe(48);
  });

  it("says where a company's rows are, and fails for a company that is not there", async () => {
    const { data, failed } = await run("tenants where", { company: "city-hospital" });
    expect(failed).toBe(false);
    expect(data).toMatchObject({
      slug: "city-hospital",
      generation: 1,
      agrees: true,
      keyId: expect.any(String),
    });
    await expect(run("tenants where", { company: "nobody" })).rejects.toMatchObject({ code: "notFound" });
  });

  it("is sent to the process that owns the data folder, with its steps, its answer and its error", async () => {
    await startOwner();
    const steps: Step[] = [];
    const { data } = await run("tenants migrate", {}, (step) => steps.push(step));
    const checked = [{ slug: "city-hospital" }, { slug: "county-clinic" }];
    expect(data).toMatchObject({ mode: "run", state: "done", current: 2, results: checked });
    expect(steps).toHaveLength(2);
    expect((await count("county-clinic")).n).toBe(14);
    await expect(run("tenants where", { company: "nobody" })).rejects.toMatchObject({ code: "notFound" });
    expect(isEngineRunning()).toBe(false);
  });

  it("that replaces the master is refused while a server runs, and works once it is gone", async () => {
    await run("master backup");
    await startOwner();
    const restore = () => run("master restore", { yes: true });
    await expect(restore()).rejects.toMatchObject({ code: "DataFolderOwned" });
    const gone = once(owner ?? process, "exit");
    owner?.kill("SIGKILL");
    await gone;
    owner = undefined;
    expect((await restore()).data).toMatchObject({ keyringRestored: false, replaced: expect.any(String) });
    expect((await run("tenants list")).data).toHaveLength(2);
  });
});

async function count(company: string): Promise<{ n: number }> {
  const { data } = await run("tenants query", { company, sql: "SELECT count(*) AS n FROM doctors" });
  const [row] = (data as { rows: { n: number }[] }).rows;
  if (!row) throw new Error("The count has no row.");
  return row;
}
