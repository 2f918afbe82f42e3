import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { auditEvents, jobs, tenantDatabases } from "@/drizzle/master/schema";
import { auditEvents as companyEvents } from "@/drizzle/tenant/schema";
import { type Actor, listQuarantine, type MasterTx, openTenant, write } from "@/lib/databases";
import { damage } from "@/lib/databases/integrity/damage.fixture";
import { checkRepair, requestRepair } from "@/lib/journeys/request-repair";
import { companyHealth, fleetHealth, lastRepair } from "@/lib/master/fleet/doctor/examinations";
import { askForExamination } from "@/lib/master/fleet/doctor/examine-job";
import { keptExamination } from "@/lib/master/fleet/doctor/kept-examination";
import { repairJobKind } from "@/lib/master/fleet/doctor/repair-job";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { addTestMasterAdmin } from "@/lib/testing/impersonation";
import { runDueJobs } from "./run-due-jobs";

const now = new Date();
const reason = "Ticket 17: the list fails";
let started: Awaited<ReturnType<typeof testEngine>>;
let admin: Actor;
let ill: string;
const change = <T>(work: (tx: MasterTx) => Promise<T>) => write(started.engine.master, admin, work);
const run = () => runDueJobs({ signal: new AbortController().signal, recurring: [] });
const examine = async (companyId: string | null) => {
  await change((tx) => askForExamination(tx, companyId, admin.id ?? "", now));
  await run();
};

beforeEach(async () => {
  started = await testEngine();
  const { id } = await addTestMasterAdmin(started.engine.master);
  admin = { id, name: "Operator", address: null, requestId: null };
  ill = (await testCompany("ill")).companyId;
  await testCompany("well");
  const texts = "'Baku', 'baku', 'baku', 'baku', 'company'";
  await damage(
    ill,
    "DROP INDEX regions_code",
    "PRAGMA foreign_keys = OFF",
    `INSERT INTO cities (id, name, name_folded, search_folded, name_sort, origin, region_id) VALUES ('city-of-nowhere', ${texts}, 'nowhere')`,
  );
});
afterEach(() => started.dispose());

it("everything is examined by one job, and what was found is known of the fleet and of each company", async () => {
  const { master } = started.engine;
  expect(await fleetHealth(master)).toMatchObject({ checkedAt: null, ill: [] });
  await change((tx) => askForExamination(tx, null, admin.id ?? "", now));
  await change((tx) => askForExamination(tx, null, admin.id ?? "", now));
  expect(await master.$count(jobs)).toBe(1);
  await run();
  const health = await fleetHealth(master);
  expect(health).toMatchObject({ examined: 2, elsewhere: [], ill: [{ id: ill, slug: "ill" }] });
  const found = (await companyHealth(master, ill))?.company;
  expect(found?.findings.map(({ code }) => code).sort()).toEqual(["rows.orphaned", "schema.different"]);
  expect(found?.steps).toHaveLength(2);
  // Whose rows they are stays in the company.
  expect(JSON.stringify(await master.select({ result: jobs.result }).from(jobs))).not.toContain(
    "city-of-nowhere",
  );
});

it("a company that came after the examination counts as unseen until it is looked at itself", async () => {
  const { master } = started.engine;
  await examine(null);
  expect((await fleetHealth(master)).unseen).toBe(0);
  const { companyId } = await testCompany("newcomer");
  expect((await fleetHealth(master)).unseen).toBe(1);
  expect(await companyHealth(master, companyId)).toBeNull();
  await examine(companyId);
  expect((await fleetHealth(master)).unseen).toBe(0);
  expect(await companyHealth(master, companyId)).toMatchObject({ company: null });
});

it("what was found in a sandbox is known on after its company's own database was repaired", async () => {
  const { master } = started.engine;
  await examine(ill);
  const [job] = await master.select().from(jobs);
  const kept = keptExamination.parse(JSON.parse(job?.result ?? ""));
  const sandbox = { ...kept.companies[0], sandbox: true };
  const result = JSON.stringify({ ...kept, companies: [...kept.companies, sandbox] });
  await change((tx) => tx.update(jobs).set({ result }));
  const before = await companyHealth(master, ill);
  const plan = before?.company?.plan ?? "";
  await requestRepair(master, admin, { companyId: ill, plan, reason }, now);
  await run();
  const after = await companyHealth(master, ill);
  expect(after?.company?.findings.map(({ code }) => code)).toEqual(["rows.quarantined"]);
  expect(after?.sandbox).toEqual(before?.sandbox);
  expect(after?.sandbox?.findings).toHaveLength(2);
});

it("what was agreed to is not repaired an hour later, by whomever it is tried again", async () => {
  const { master } = started.engine;
  await examine(ill);
  const plan = (await companyHealth(master, ill))?.company?.plan ?? "";
  await requestRepair(master, admin, { companyId: ill, plan, reason }, new Date(now.getTime() - 3_700_000));
  await run();
  const [job] = await master.select().from(jobs).where(eq(jobs.kind, repairJobKind));
  expect(job).toMatchObject({ state: "dead", lastError: expect.stringContaining("confirmationExpired") });
  expect(await lastRepair(master, ill)).toBeNull();
  expect(await listQuarantine(ill)).toEqual([]);
});

it("what could not be seen before the registry was brought in line is shown and not repaired unread", async () => {
  const { master } = started.engine;
  const database = eq(tenantDatabases.companyId, ill);
  await change((tx) => tx.update(tenantDatabases).set({ state: "migrating" }).where(database));
  await examine(ill);
  const read = (await companyHealth(master, ill))?.company;
  expect(read?.steps.map(({ code }) => code)).toEqual(["reconcile"]);
  await requestRepair(master, admin, { companyId: ill, plan: read?.plan ?? "", reason }, now);
  await run();
  const last = await lastRepair(master, ill);
  expect(last?.result).toMatchObject({ outcome: "repaired", generation: null, quarantined: 0 });
  expect(await listQuarantine(ill)).toEqual([]);
  expect((await companyHealth(master, ill))?.company?.steps).toHaveLength(2);
});

it("what an operator read is what is repaired, with their reason in both audits; then the company is healthy", async () => {
  const { master } = started.engine;
  await examine(null);
  const plan = (await companyHealth(master, ill))?.company?.plan ?? "";
  await checkRepair(master, { companyId: ill, plan });
  await requestRepair(master, admin, { companyId: ill, plan, reason }, now);
  await expect(requestRepair(master, admin, { companyId: ill, plan, reason }, now)).rejects.toMatchObject({
    code: "alreadyAsked",
  });
  await run();
  const outcome = await lastRepair(master, ill);
  expect(outcome?.result).toMatchObject({ outcome: "repaired", generation: 2, quarantined: 1, error: null });
  // Rows in quarantine are a note.
  expect((await fleetHealth(master)).ill).toMatchObject([{ counts: { error: 0, warning: 0, note: 1 } }]);
  expect(await listQuarantine(ill)).toMatchObject([{ table: "cities", parent: "regions", rows: 1 }]);
  const events = await master.select().from(auditEvents).where(eq(auditEvents.companyId, ill));
  const asked = events.find(({ action }) => action === "database.repair-asked");
  expect(asked?.changes).toContain(reason);
  const told = await (await openTenant(ill)).select().from(companyEvents);
  expect(told.find(({ action }) => action === "database.repair-asked")?.changes).toContain(reason);
});

it("a plan that became another one is not carried out: what is found now is shown instead", async () => {
  const { master } = started.engine;
  await examine(ill);
  const plan = (await companyHealth(master, ill))?.company?.plan ?? "";
  await requestRepair(master, admin, { companyId: ill, plan, reason }, now);
  await damage(ill, "DROP INDEX doctors_code");
  await run();
  expect((await lastRepair(master, ill))?.result).toMatchObject({ outcome: "changed", generation: null });
  expect((await companyHealth(master, ill))?.company?.steps).toHaveLength(3);
  await expect(checkRepair(master, { companyId: ill, plan })).rejects.toMatchObject({ code: "planChanged" });
});
