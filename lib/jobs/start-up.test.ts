import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { companies, crossings, provisionings, tenantDatabases } from "@/drizzle/master/schema";
import { members, organization, regions } from "@/drizzle/tenant/schema";
import { openMaster, openTenant, stopEngine } from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { readEnv } from "@/lib/env";
import { runChild } from "@/lib/testing/child";
import { startUp } from "./start-up";

let root: string;
const steps = ["keyed", "copied", "identified", "published", "welcomed", "done"];
const moments = steps.flatMap((step) => [`${step}:made`, `${step}:recorded`]);
const configOf = (dataDir: string) => readEnv({ DATA_DIR: dataDir, LOG_LEVEL: "silent" });

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "medadmin-start-"));
  await startUp(configOf(join(root, "base")));
  await stopEngine();
  // All at once: most of their time they load code.
  const killed = await Promise.all(
    moments.map((moment) => runChild("lib/jobs/start-up.fixture.ts", [freshFolder(moment), moment])),
  );
  expect(killed).toEqual(moments.map(() => expect.objectContaining({ signal: "SIGKILL" })));
}, 120_000);
afterEach(() => stopEngine());
afterAll(() => rmSync(root, { recursive: true, force: true }));

const folderOf = (moment: string) => join(root, moment.replace(":", "-"));

/** A data folder that was started once, with its plans and catalogue. */
function freshFolder(moment: string): string {
  cpSync(join(root, "base"), folderOf(moment), { recursive: true });
  return folderOf(moment);
}

describe("startUp", () => {
  it.each(moments)("finishes a registration whose process was killed at %s", async (moment) => {
    const dataDir = folderOf(moment);
    const findings = await startUp(configOf(dataDir));
    expect(findings.map((finding) => finding.measure)).toEqual(
      moment === "done:recorded" ? [] : ["finished"],
    );
    const master = await openMaster();
    const [company, ...others] = await master.select().from(companies);
    expect(others).toEqual([]);
    expect(company).toMatchObject({ slug: "city-hospital", state: "active" });

    const db = await openTenant(company?.id ?? "");
    expect(await db.$count(members)).toBe(1);
    expect(await db.$count(organization)).toBe(1);
    expect(await db.$count(regions)).toBeGreaterThan(5);

    const [database] = await master.select().from(tenantDatabases);
    expect(database).toMatchObject({ state: "ready", generation: 1 });
    const files = readdirSync(join(dataDir, "tenants")).filter((file) => /\.db$/.test(file));
    expect(files).toEqual([`${database?.id}.1.db`]);
    const keys = await engine().keyring.list();
    expect(keys).toMatchObject([{ id: database?.keyId, databaseId: database?.id, destroyedAt: null }]);
    expect(await master.select().from(provisionings)).toMatchObject([{ step: "done" }]);
    expect(await master.select().from(crossings)).toMatchObject([{ doneAt: expect.any(Number) }]);
    expect(await startUpAgain(dataDir)).toEqual([]);
  });
});

async function startUpAgain(dataDir: string) {
  await stopEngine();
  return startUp(configOf(dataDir));
}
