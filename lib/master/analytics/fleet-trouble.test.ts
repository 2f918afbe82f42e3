import { afterEach, beforeEach, expect, it } from "vitest";
import { jobs, tenantBackups, tenantDatabases } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { fleetTrouble } from "./fleet-trouble";

const day = 86_400_000;
const now = new Date("2026-11-21T09:00:00Z");
const daysAgo = (days: number) => now.getTime() - days * day;

let master: Awaited<ReturnType<typeof testMaster>>;
beforeEach(async () => {
  master = await testMaster();
});
afterEach(() => master.dispose());

it("a job that failed for good stands a week, and one that keeps failing as long as it does", async () => {
  const job = { kind: "test.work", input: "{}", maxAttempts: 3, dueAt: daysAgo(9), lastError: "No room." };
  const dead = (finishedAt: number) => ({ ...job, id: newId(), state: "dead" as const, finishedAt });
  const waiting = (attempts: number) => ({ ...job, id: newId(), state: "waiting" as const, attempts });
  const done = { ...job, id: newId(), state: "done" as const, attempts: 5, finishedAt: daysAgo(1) };
  await write(master.db, master.actor, (tx) =>
    tx.insert(jobs).values([dead(daysAgo(6)), dead(daysAgo(8)), waiting(2), waiting(3), done]),
  );
  expect(await fleetTrouble(master.db, now)).toMatchObject({ failedJobs: 1, stuckJobs: 1 });
});

it("a company's failed backup is in the way until a later one is ready", async () => {
  const { companyId } = await addTestMember(master.db, now);
  const [database] = await master.db.select({ id: tenantDatabases.id }).from(tenantDatabases);
  const backup = { companyId, databaseId: database?.id ?? "", generation: 1, target: "folder" };
  const enter = (state: "failed" | "ready", takenAt: number) =>
    write(master.db, master.actor, (tx) =>
      tx.insert(tenantBackups).values({
        ...{ ...backup, id: newId(), reason: "schedule", state, takenAt },
        ...(state === "ready" && { bytes: 1, sha256: "0", provenAt: takenAt }),
      }),
    );
  await enter("ready", daysAgo(3));
  await enter("failed", daysAgo(2));
  await enter("failed", daysAgo(1));
  expect((await fleetTrouble(master.db, now)).unsavedCompanies).toBe(1);
  await enter("ready", daysAgo(0.5));
  expect((await fleetTrouble(master.db, now)).unsavedCompanies).toBe(0);
});
