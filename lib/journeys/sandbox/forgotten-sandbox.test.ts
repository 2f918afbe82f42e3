import { readdirSync } from "node:fs";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { sandboxes, tenantDatabases } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { latestRemoval } from "@/lib/master/removals/queries";
import { testEngine } from "@/lib/testing/engine";
import { beginClosing } from "../close-company";
import { removeCompany } from "../remove-company";
import { companyOnPlan, makeSandboxOf, now } from "./sandbox.fixture";

it("goes with its company, too, when the master was restored to before it was made", async () => {
  const started = await testEngine();
  const { companyId, master } = await companyOnPlan(started.actor);
  const { databaseId } = await makeSandboxOf(companyId, started.actor);
  const keys = await engine().keyring.list();
  const keyId = keys.find((key) => key.databaseId === databaseId)?.id ?? "";
  await write(master, started.actor, async (tx) => {
    await tx.delete(sandboxes).where(eq(sandboxes.databaseId, databaseId));
    await tx.delete(tenantDatabases).where(eq(tenantDatabases.id, databaseId));
  });
  await beginClosing(master, started.actor, { companyId, reason: "The contract has ended" }, now);
  const removal = await latestRemoval(master, companyId);
  const later = new Date(now.getTime() + 40 * 86_400_000);
  const certificate = await removeCompany(master, started.actor, removal?.id ?? "", { now: later });
  expect(certificate?.databases).toContain(databaseId);
  expect(certificate?.keys.map(({ id }) => id)).toContain(keyId);
  await expect(engine().keyring.reveal(keyId)).rejects.toMatchObject({ code: "KeyMissing" });
  const left = readdirSync(started.dataDir, { recursive: true }).map(String);
  expect(left.filter((name) => name.includes(databaseId))).toEqual([]);
  await started.dispose();
});
