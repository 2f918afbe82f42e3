import { afterEach, beforeEach, expect, it } from "vitest";
import { jobs } from "@/drizzle/master/schema";
import { referenceSync } from "@/drizzle/tenant/schema";
import { type MasterTx, write } from "@/lib/databases";
import { syncCompanies } from "@/lib/journeys/sync-reference";
import { editEntry } from "@/lib/master/catalogue/edit-entry";
import { requireEntry } from "@/lib/master/catalogue/entries";
import { catalogueEdit } from "@/lib/master/catalogue/schema";
import { seedCatalogue } from "@/lib/master/catalogue/seed-catalogue";
import { stableId } from "@/lib/master/catalogue/stable-id";
import { askForSync, lastSyncJob } from "@/lib/master/fleet/reference/sync-job";
import { askForReferenceComparison, syncStates } from "@/lib/master/fleet/reference/sync-states";
import {
  companyName,
  listSyncedCompanies,
  parseSyncFilter,
} from "@/lib/master/fleet/reference/synced-companies";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { addTestMasterAdmin } from "@/lib/testing/impersonation";
import { runDueJobs } from "./run-due-jobs";
import { templateContent } from "./template-content";

const now = new Date("2026-11-21T09:00:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
const change = <T>(work: (tx: MasterTx) => Promise<T>) => write(started.engine.master, started.actor, work);

beforeEach(async () => {
  started = await testEngine({ content: templateContent });
  await change((tx) => seedCatalogue(tx, now));
});
afterEach(() => started.dispose());

it("the whole fleet is synchronized by one job, however often it is asked for, and it says what came of it", async () => {
  const { master } = started.engine;
  const [first, second] = [await testCompany("first"), await testCompany("second")];
  const row = await requireEntry(master, "region", stableId("region", "BAK"));
  await change((tx) => editEntry(tx, catalogueEdit.parse({ ...row, nameEn: "Baku City" }), now));
  const { id: userId } = await addTestMasterAdmin(master);
  await change((tx) => askForSync(tx, userId, now));
  await change((tx) => askForSync(tx, userId, now));
  expect(await master.$count(jobs)).toBe(1);
  expect(await lastSyncJob(master)).toMatchObject({ isOpen: true, result: null });

  await runDueJobs({ signal: new AbortController().signal, recurring: [] });
  expect(await lastSyncJob(master)).toMatchObject({
    isOpen: false,
    result: { companies: 2, changed: 2, conflicts: 0, failed: 0 },
  });
  for (const { db } of [first, second])
    expect(await db.select().from(referenceSync)).toMatchObject([{ edition: 2 }]);
});

it("how companies stand is known from the last comparison, and from what was done since", async () => {
  const { master } = started.engine;
  const [first, second] = [await testCompany("first"), await testCompany("second")];
  const ids = [first.companyId, second.companyId];
  expect(await syncStates(master, ids)).toEqual({ at: null, states: new Map() });
  const row = await requireEntry(master, "region", stableId("region", "BAK"));
  await change((tx) => editEntry(tx, catalogueEdit.parse({ ...row, nameEn: "Baku City" }), now));
  const { id: userId } = await addTestMasterAdmin(master);
  const run = () => runDueJobs({ signal: new AbortController().signal, recurring: [] });
  const known = async () => [...(await syncStates(master, ids)).states.values()];
  await change((tx) => askForReferenceComparison(tx, userId, now));
  await run();
  expect(await known()).toMatchObject(ids.map((id) => ({ id, edition: 1, changes: 1, error: null })));
  expect(await first.db.select().from(referenceSync)).toMatchObject([{ edition: 1 }]);

  await syncCompanies([first.companyId], started.actor, new Date(Date.now() + 1_000));
  expect(await known()).toMatchObject([
    { changes: 0, edition: 2 },
    { changes: 1, edition: 1 },
  ]);
  await change((tx) => askForSync(tx, userId, now));
  await run();
  expect(await known()).toMatchObject(ids.map((id) => ({ id, edition: 2, changes: 0 })));
});

it("companies are listed by name, and found by name, slug and code", async () => {
  const { master } = started.engine;
  const { companyId } = await testCompany("first");
  await testCompany("second");
  const list = (query: object) => listSyncedCompanies(master, parseSyncFilter({ ...query }));
  expect((await list({})).rows.map(({ slug }) => slug)).toEqual(["first", "second"]);
  expect(await list({ q: "FIRST" })).toMatchObject({ total: 1, rows: [{ id: companyId }] });
  expect(await list({ page: "9", q: "nobody" })).toEqual({ rows: [], total: 0, page: 1 });
  expect(await companyName(master, companyId)).toBe("first");
  expect(await companyName(master, "nobody")).toBeNull();
});
