import { cpSync, readdirSync, rmSync } from "node:fs";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { tenantDatabases } from "@/drizzle/master/schema";
import { doctors } from "@/drizzle/tenant/schema";
import { openSandbox, openTenant, reconcile, sandboxSteps, stopEngine, write } from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { endSandbox } from "@/lib/master/fleet/sandboxes/begin-sandbox";
import { readSandbox } from "@/lib/master/fleet/sandboxes/queries";
import { runChild } from "@/lib/testing/child";
import { emptyBeginning } from "@/lib/testing/company";
import { startTestEngine, testEngine } from "@/lib/testing/engine";
import { companyOnPlan, makeSandboxOf, now } from "./sandbox.fixture";

const start = (dataDir: string) => startTestEngine(dataDir);
const liveKeys = async () =>
  (await engine().keyring.list()).filter(({ destroyedAt }) => destroyedAt === null);
const files = (dataDir: string) =>
  readdirSync(dataDir, { recursive: true })
    .map(String)
    .filter((name) => /^(tenants|backups)/.test(name) && name.endsWith(".db"));

it("is whole or gone after its maker was killed at any step, and can be made then", {
  timeout: 120_000,
}, async () => {
  const started = await testEngine();
  const { companyId, databaseId } = await companyOnPlan(started.actor);
  await stopEngine();
  const dying = sandboxSteps.map(async (step) => {
    const dataDir = `${started.dataDir}-${step}`;
    cpSync(started.dataDir, dataDir, { recursive: true });
    const killed = await runChild("lib/journeys/sandbox/make-sandbox.fixture.ts", [dataDir, companyId, step]);
    return { step, dataDir, killed };
  });
  for (const { step, dataDir, killed } of await Promise.all(dying)) {
    expect(killed, killed.output).toMatchObject({ signal: "SIGKILL" });
    await start(dataDir);
    const { master } = engine();
    const isWhole = step === "published";
    // Before anybody clears up: nothing half-made can be opened.
    if (!isWhole) await expect(openSandbox(companyId)).rejects.toMatchObject({ code: "DatabaseUnavailable" });
    const findings = await reconcile(started.actor, emptyBeginning);
    expect(findings.map(({ measure }) => measure)).toEqual(isWhole ? [] : ["finished"]);
    expect((await readSandbox(master, companyId)) !== null).toBe(isWhole);
    if (!isWhole) {
      expect(await liveKeys()).toHaveLength(1);
      expect(files(dataDir)).toEqual([`tenants/${databaseId}.1.db`]);
    }
    expect(await reconcile(started.actor, emptyBeginning)).toEqual([]);
    await makeSandboxOf(companyId, started.actor);
    expect(await (await openSandbox(companyId)).$count(doctors)).toBe(2);
    expect(await (await openTenant(companyId)).$count(doctors)).toBe(2);
    await stopEngine();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  }
  rmSync(started.dataDir, { recursive: true, force: true, maxRetries: 3 });
});

it("is destroyed by the reconciler when who discarded it died before that", async () => {
  const started = await testEngine();
  const { companyId, databaseId, master } = await companyOnPlan(started.actor);
  const made = await makeSandboxOf(companyId, started.actor);
  await write(master, started.actor, (tx) => endSandbox(tx, companyId, now));
  expect(await liveKeys()).toHaveLength(2);
  expect(await reconcile(started.actor, emptyBeginning)).toMatchObject([
    { id: made.databaseId, measure: "finished" },
  ]);
  expect(await liveKeys()).toMatchObject([{ databaseId }]);
  expect(files(started.dataDir)).toEqual([`tenants/${databaseId}.1.db`]);
  const [row] = await master.select().from(tenantDatabases).where(eq(tenantDatabases.id, made.databaseId));
  expect(row).toMatchObject({ state: "removed", purpose: "sandbox" });
  await started.dispose();
});
