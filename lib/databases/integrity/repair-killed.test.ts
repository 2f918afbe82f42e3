import { cpSync, rmSync } from "node:fs";
import { expect, it } from "vitest";
import { runChild } from "@/lib/testing/child";
import { emptyBeginning, testCompany } from "@/lib/testing/company";
import { startTestEngine, testEngine } from "@/lib/testing/engine";
import { reconcile } from "../reconcile/reconcile";
import { stopEngine } from "../start-engine";
import { ask, damage, knowledge, rows } from "./damage.fixture";
import { examineTenant } from "./examine-tenant";
import { repairTenant } from "./repair-tenant";

const steps = ["announced", "fenced", "copied", "transformed", "verified", "moved", "flipped"];

it("a repair that is killed at any step left the old generation, or the new one is whole", {
  timeout: 300_000,
}, async () => {
  const started = await testEngine();
  const { companyId } = await testCompany();
  await damage(companyId, ...rows, "DROP INDEX doctors_code", "DELETE FROM regions");
  await stopEngine();
  for (const step of steps) {
    const dataDir = `${started.dataDir}-${step}`;
    cpSync(started.dataDir, dataDir, { recursive: true });
    const killed = await runChild("lib/databases/integrity/repair-tenant.fixture.ts", [
      dataDir,
      companyId,
      step,
    ]);
    expect(killed, killed.output).toMatchObject({ signal: "SIGKILL" });
    await startTestEngine(dataDir);
    await reconcile(started.actor, emptyBeginning);
    const found = (await examineTenant(companyId, knowledge)).filter(({ severity }) => severity !== "note");
    const repaired = step === "flipped";
    expect(found.length > 0, step).toBe(!repaired);
    const doctors = async (table: string, where = "") =>
      (await ask(companyId, `SELECT count(*) AS n FROM ${table} ${where}`))[0]?.n;
    expect(await doctors("doctors")).toBe(repaired ? 0 : 1);
    await repairTenant(companyId, { actor: started.actor, knowledge, now: new Date() });
    expect(await examineTenant(companyId, knowledge)).toMatchObject([{ code: "rows.quarantined" }]);
    expect(await doctors("quarantined_rows", "WHERE table_name = 'doctors'")).toBe(1);
    await stopEngine();
    rmSync(dataDir, { recursive: true, force: true });
  }
  await started.dispose();
});
