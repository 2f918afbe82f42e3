import { afterAll, beforeAll, expect, it } from "vitest";
import { jobs } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { runDueJobs } from "@/lib/jobs/run-due-jobs";
import { beginClosing } from "@/lib/journeys/close-company";
import { removeCompany } from "@/lib/journeys/remove-company";
import { removeDueCompanies } from "@/lib/journeys/remove-due-companies";
import { seedCatalogue } from "@/lib/master/catalogue/seed-catalogue";
import { askForBackups } from "@/lib/master/fleet/backups/backup-jobs";
import { examinableCompanies } from "@/lib/master/fleet/doctor/examinable-companies";
import { askForExamination } from "@/lib/master/fleet/doctor/examine-job";
import { latestRemoval } from "@/lib/master/removals/queries";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { addTestMasterAdmin } from "@/lib/testing/impersonation";
import { commands } from ".";

const days = 86_400_000;
const now = new Date();
let started: Awaited<ReturnType<typeof testEngine>>;
beforeAll(async () => {
  started = await testEngine();
  const { master } = started.engine;
  await write(master, started.actor, (tx) => seedCatalogue(tx, now));
  await testCompany("stays");
  const { companyId } = await testCompany("gone");
  await beginClosing(master, started.actor, { companyId, reason: "The contract has ended" }, now);
  await removeDueCompanies(started.actor, new Date(now.getTime() + 31 * days));
});
afterAll(() => started.dispose());

it.each([
  ["tenants doctor", {}],
  ["tenants doctor", { repair: true, yes: true }],
  ["tenants doctor", { undo: true }],
  ["tenants backup", { all: true }],
  ["tenants migrate", {}],
  ["tenants populate", {}],
  ["tenants sync-reference", {}],
  ["tenants usage", {}],
  ["tenants list", {}],
  ["audit verify", {}],
])("a company that was removed is nothing that %s %j stumbles over", async (name, input) => {
  const command = commands.find((each) => each.name === name);
  const { signal } = new AbortController();
  const running = command?.run(input, { actor: started.actor, now: () => new Date(), signal });
  for (;;) {
    const step = await running?.next();
    if (!step?.done) continue;
    expect(step.value).not.toMatchObject({ failed: true });
    break;
  }
});

it("nor do the same as jobs: backing up all, and having the doctor look", async () => {
  const { master } = started.engine;
  const { id } = await addTestMasterAdmin(master);
  await write(master, started.actor, (tx) => askForBackups(tx, id, now));
  await write(master, started.actor, (tx) => askForExamination(tx, null, id, now));
  await runDueJobs({ signal: new AbortController().signal, recurring: [] });
  const done = await master.select({ kind: jobs.kind, result: jobs.result }).from(jobs);
  const results = Object.fromEntries(done.map(({ kind, result }) => [kind, JSON.parse(result ?? "null")]));
  expect(results).toMatchObject({
    "fleet.back-up": { taken: 1, failed: 0 },
    "fleet.examine": { companies: [], elsewhere: [] },
  });
});

it("one whose removal died half-way is named until it is done", async () => {
  const { master } = started.engine;
  const { companyId } = await testCompany("half");
  await beginClosing(master, started.actor, { companyId, reason: "The contract has ended" }, now);
  const removalId = (await latestRemoval(master, companyId))?.id ?? "";
  const later = new Date(now.getTime() + 31 * days);
  const dying = removeCompany(master, started.actor, removalId, {
    now: later,
    onStep: (step) => {
      if (step === "key-noted") throw new Error("died");
    },
  });
  await expect(dying).rejects.toThrow("died");
  const named = async () => (await examinableCompanies(master)).map(({ slug }) => slug);
  expect(await named()).toEqual(["half", "stays"]);
  await removeDueCompanies(started.actor, later);
  expect(await named()).toEqual(["stays"]);
});
