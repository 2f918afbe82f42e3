import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { auditEvents, jobs } from "@/drizzle/master/schema";
import { members, regions } from "@/drizzle/tenant/schema";
import { type Actor, backupTenant, openTenant, write } from "@/lib/databases";
import { checkRestore, requestRecords, requestRestore } from "@/lib/journeys/backups/request-restore";
import {
  drillsOfBackup,
  jobsOfBackup,
  latestComparison,
  recordsOf,
  restoredBy,
} from "@/lib/master/fleet/backups/read-backup";
import { recordsForm } from "@/lib/master/fleet/backups/restore-forms";
import { askForComparison, askForDrill } from "@/lib/master/fleet/backups/restore-jobs";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { addTestMasterAdmin } from "@/lib/testing/impersonation";
import { addRegion, regionIds } from "@/lib/testing/regions";
import { runDueJobs } from "./run-due-jobs";

const now = new Date();
const reason = "The owner asked for it";
let started: Awaited<ReturnType<typeof testEngine>>;
let admin: Actor;
let company: Awaited<ReturnType<typeof testCompany>>;
let backup: { id: string; companyId: string };
const run = (at = now) => runDueJobs({ signal: new AbortController().signal, recurring: [], now: () => at });
const asked = () => jobsOfBackup(started.engine.master, backup);
const add = async (id: string) => addRegion(await openTenant(company.companyId), id);

beforeEach(async () => {
  started = await testEngine();
  const { id } = await addTestMasterAdmin(started.engine.master);
  admin = { id, name: "Operator", address: null, requestId: null };
  company = await testCompany("first");
  await add("baku");
  const { companyId } = company;
  const manifest = await backupTenant(companyId, { actor: started.actor, reason: "asked", now });
  backup = { id: manifest.id, companyId };
});
afterEach(() => started.dispose());

it("a comparison is kept record by record, and never what people are called", async () => {
  const { master } = started.engine;
  await add("ganja");
  await write(await openTenant(company.companyId), started.actor, (tx) =>
    tx.insert(members).values({ id: "m1", firstName: "Aysel", lastName: "Secret", email: "a@b.az" }),
  );
  await write(master, admin, (tx) => askForComparison(tx, backup, admin.id ?? "", now));
  await run();
  const compared = latestComparison(await asked());
  expect(compared?.tables.find(({ table }) => table === "regions")).toMatchObject({
    added: 1,
    records: [{ record: "regions:ganja", change: "added", reference: "GANJA ganja" }],
  });
  expect(compared?.tables.find(({ table }) => table === "members")).toMatchObject({ added: 1 });
  expect(JSON.stringify(compared)).not.toMatch(/Aysel|Secret|a@b/);
});

it("a restore needs the company's name, is told with its reason, and is done once however often its job is begun", async () => {
  const { master } = started.engine;
  await add("ganja");
  await expect(checkRestore(master, { backupId: backup.id, companyName: "other" })).rejects.toMatchObject({
    code: "invalidInput",
  });
  expect(await checkRestore(master, { backupId: backup.id, companyName: "first" })).toEqual(backup);
  await requestRestore(master, admin, backup, { reason }, now);
  await expect(requestRestore(master, admin, backup, { reason }, now)).rejects.toMatchObject({
    code: "alreadyAsked",
  });
  await run();
  const [restored] = (await asked()).map(restoredBy);
  expect(restored).toMatchObject({ generation: 2, beforeId: expect.any(String) });
  expect(await regionIds(company.companyId)).toEqual(["baku"]);
  const events = await master
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.action, "company.restore-asked"));
  expect(events[0]?.changes).toContain(reason);

  // As a process leaves it that died between publishing and saying so.
  await add("sheki");
  await write(master, admin, (tx) =>
    tx.update(jobs).set({ state: "waiting", finishedAt: null }).where(eq(jobs.kind, "fleet.restore")),
  );
  await run();
  expect(await regionIds(company.companyId)).toEqual(["baku", "sheki"]);
});

it("a restore that was confirmed long ago is refused, and nothing is changed", async () => {
  await requestRestore(started.engine.master, admin, backup, { reason }, now);
  await add("ganja");
  await run(new Date(now.getTime() + 2 * 3_600_000));
  expect(await asked()).toMatchObject([{ state: "dead" }]);
  expect(await regionIds(company.companyId)).toEqual(["baku", "ganja"]);
});

it("single records come back by ticking them or by naming them; a backup's restore is rehearsed", async () => {
  const { master } = started.engine;
  await write(await openTenant(company.companyId), started.actor, (tx) => tx.delete(regions));
  const form = { backupId: backup.id, reason, more: "regions:baku" };
  expect(recordsForm.safeParse({ ...form, more: "baku" }).success).toBe(false);
  expect(recordsForm.safeParse({ backupId: backup.id, reason }).success).toBe(false);
  const { records } = recordsForm.parse({ ...form, record: "regions:baku" });
  expect(records).toEqual(["regions:baku"]);
  await requestRecords(master, admin, recordsForm.parse(form), now);
  await write(master, admin, (tx) => askForDrill(tx, backup, admin.id ?? "", now));
  await run();
  expect(await regionIds(company.companyId)).toEqual(["baku"]);
  const [brought] = (await asked()).flatMap((job) => recordsOf(job) ?? []);
  expect(brought).toMatchObject({ inserted: 1, updated: 0 });
  expect(await drillsOfBackup(master, backup.id)).toMatchObject([{ passed: true }]);
});
