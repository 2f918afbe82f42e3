import { rmSync } from "node:fs";
import { join } from "node:path";
import { desc, eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  companyUsage,
  auditEvents as platformEvents,
  tenantDatabases,
  usageDays,
} from "@/drizzle/master/schema";
import { auditEvents } from "@/drizzle/tenant/schema";
import { addDoctor } from "@/lib/company/doctors/add-doctor";
import { archiveDoctor } from "@/lib/company/doctors/archive-doctor";
import { form, insertReference } from "@/lib/company/doctors/doctors.fixture";
import { write } from "@/lib/databases";
import { closeTenant } from "@/lib/databases/tenant";
import { recordUsage } from "@/lib/master/usage/record-usage";
import { enterTestCompany, testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { snapshotUsage } from "./snapshot-usage";

const morning = new Date("2026-11-21T09:00:00Z");
const evening = new Date("2026-11-21T20:00:00Z");
const tomorrow = new Date("2026-11-22T09:00:00Z");

let started: Awaited<ReturnType<typeof testEngine>>;
beforeEach(async () => {
  started = await testEngine();
});
afterEach(() => started.dispose());

const current = async (companyId: string) =>
  (await started.engine.master.select().from(companyUsage).where(eq(companyUsage.companyId, companyId)))[0];
const take = (companyIds: readonly string[] | "all", now: Date) =>
  snapshotUsage(companyIds, started.actor, now);

/** A company with two doctors, one of them archived. */
async function companyWithDoctors(slug?: string) {
  const company = await testCompany(slug);
  const reference = await insertReference(company.db, started.actor);
  await write(company.db, started.actor, async (tx) => {
    const room = { limit: null, now: morning };
    await addDoctor(tx, form(reference), room);
    const gone = await addDoctor(tx, form(reference), room);
    await archiveDoctor(tx, gone.id, morning);
  });
  return { ...company, reference };
}

describe("snapshotUsage", () => {
  it("keeps doctors that are not archived, people, size and the last change of every ready database", async () => {
    const { companyId, databaseId, db } = await companyWithDoctors();
    const [last] = await db.select().from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1);
    const steps: string[] = [];
    const summary = await snapshotUsage("all", started.actor, morning, {
      onEach: ({ slug }, done, total) => steps.push(`${done}/${total} ${slug.slice(0, 5)}`),
    });
    expect(summary).toEqual({ taken: 1, failed: [] });
    expect(steps).toEqual(["1/1 test-"]);
    const usage = await current(companyId);
    expect(usage).toMatchObject({
      doctors: 1,
      users: 0,
      patients: 0,
      lastActivityAt: last?.at,
      takenAt: morning.getTime(),
    });
    expect(usage?.databaseBytes).toBeGreaterThan(50_000);
    const [database] = await started.engine.master.select().from(tenantDatabases);
    expect(database).toMatchObject({ id: databaseId, sizeBytes: usage?.databaseBytes });
  });

  it("writes nothing in the companies' databases, and no event of the platform's audit", async () => {
    const { db } = await companyWithDoctors();
    const before = [await db.$count(auditEvents), await started.engine.master.$count(platformEvents)];
    await take("all", morning);
    const dataVersion = await db.get(sql`PRAGMA data_version`);
    await take("all", evening);
    expect(await db.get(sql`PRAGMA data_version`)).toEqual(dataVersion);
    expect([await db.$count(auditEvents), await started.engine.master.$count(platformEvents)]).toEqual(
      before,
    );
  });

  it("has one row a day, with the day's last figures, and never goes back to older ones", async () => {
    const { companyId } = await testCompany();
    await take([companyId], evening);
    await take([companyId], tomorrow);
    await write(started.engine.master, started.actor, (tx) =>
      recordUsage(
        tx,
        [{ companyId, doctors: 99, users: 9, patients: 0, databaseBytes: 1, lastActivityAt: null }],
        evening,
      ),
    );
    expect(await current(companyId)).toMatchObject({ doctors: 0, takenAt: tomorrow.getTime() });
    const days = await started.engine.master.select().from(usageDays).orderBy(usageDays.day);
    expect(days.map(({ day, doctors }) => [day, doctors])).toEqual([
      ["2026-11-21", 0],
      ["2026-11-22", 0],
    ]);
  });

  it("counts the day's last figures", async () => {
    const { companyId, db, reference } = await companyWithDoctors();
    await take([companyId], morning);
    await write(db, started.actor, (tx) => addDoctor(tx, form(reference), { limit: null, now: evening }));
    await take([companyId], evening);
    expect(await started.engine.master.select().from(usageDays)).toMatchObject([{ doctors: 2 }]);
  });

  it("keeps the old figures of a company whose database cannot be read, says so, and goes on", async () => {
    const broken = await companyWithDoctors("a-broken-one");
    const sound = await companyWithDoctors("sound");
    await take("all", morning);
    await closeTenant({ databaseId: broken.databaseId, generation: 1 });
    rmSync(join(started.dataDir, "tenants", `${broken.databaseId}.1.db`));
    const summary = await take("all", evening);
    expect(summary.taken).toBe(1);
    expect(summary.failed).toMatchObject([
      { slug: "a-broken-one", error: expect.stringContaining("not there") },
    ]);
    expect(await current(broken.companyId)).toMatchObject({ doctors: 1, takenAt: morning.getTime() });
    expect(await current(sound.companyId)).toMatchObject({ doctors: 1, takenAt: evening.getTime() });
  });

  it("passes over companies without a ready database, and names one that was asked for", async () => {
    const { companyId } = await enterTestCompany("half-made");
    expect(await take("all", morning)).toEqual({ taken: 0, failed: [] });
    expect((await take([companyId], morning)).failed).toMatchObject([
      { slug: "half-made", error: expect.stringContaining("provisioning") },
    ]);
    expect(await current(companyId)).toBeUndefined();
  });

  it("leaves open what was open and closes what it opened", async () => {
    const hot = await testCompany();
    const cold = await testCompany();
    await closeTenant({ databaseId: cold.databaseId, generation: 1 });
    await hot.db.$count(auditEvents);
    const open = started.engine.cache.openCount;
    await take("all", morning);
    expect(started.engine.cache.openCount).toBe(open);
    expect(started.engine.cache.figures.evictions).toBe(0);
    const before = started.engine.cache.figures.opens;
    await hot.db.$count(auditEvents);
    expect(started.engine.cache.figures.opens).toBe(before);
  });

  it("stops between two companies when asked, and keeps what it had", async () => {
    const [first, second] = [await testCompany("a-first"), await testCompany("b-second")];
    const stop = new AbortController();
    const watch = { signal: stop.signal, onEach: () => stop.abort() };
    expect((await snapshotUsage("all", started.actor, morning, watch)).taken).toBe(1);
    expect(await current(first.companyId)).toBeDefined();
    expect(await current(second.companyId)).toBeUndefined();
  });
});
