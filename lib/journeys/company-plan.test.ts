import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  companies,
  databaseServers,
  memberships,
  plans,
  subscriptions,
  tenantDatabases,
  users,
} from "@/drizzle/master/schema";
import { fillDoctors, fillReference } from "@/lib/company/dashboard/fill.fixture";
import { write } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/id";
import { testMaster, testTenant } from "@/lib/testing";
import { changeCompanyPlan } from "./change-company-plan";
import { companyUsage } from "./company-usage";
import { whereAmI } from "./where-am-i";

const now = new Date("2026-11-21T09:00:00Z");

let master: Awaited<ReturnType<typeof testMaster>>;
let tenant: Awaited<ReturnType<typeof testTenant>>;
let identity: { companyId: string; databaseId: string };
let schemaVersion: string;

beforeAll(async () => {
  [master, tenant] = await Promise.all([testMaster(), testTenant()]);
  const { db, actor } = tenant;
  await fillReference(db, actor);
  await fillDoctors(db, actor, 120, now);
  const own = await db.query.identity.findFirst();
  identity = { companyId: own?.companyId ?? "", databaseId: own?.databaseId ?? "" };
  const [ledger] = await db.select({ name: sql<string>`max(name)` }).from(sql`schema_ledger`);
  schemaVersion = ledger?.name ?? "";
  await write(master.db, master.actor, async (tx) => {
    const { companyId } = identity;
    const named = { slug: "city", name: "City Hospital", nameFolded: "city hospital" };
    const userId = newId();
    await tx
      .insert(companies)
      .values({ id: companyId, ...named, email: "a@example.com", phone: "+994501234567", state: "active" });
    const price = { position: 1, monthlyPrice: 1, yearlyPrice: 1, backupSchedule: "daily-7" };
    await tx.insert(plans).values([
      { id: "basic", name: "Basic", ...price, maxDoctors: 100 },
      { id: "enterprise", name: "Enterprise", ...price },
    ]);
    await tx.insert(subscriptions).values({
      id: newId(),
      companyId,
      planId: "enterprise",
      cycle: "month",
      state: "trialing",
      startedAt: 1,
      trialEndsAt: now.getTime() + 1,
    });
    await tx.insert(users).values({
      id: userId,
      username: "aysel",
      email: "aysel@example.com",
      passwordHash: "-",
      firstName: "Aysel",
      lastName: "Məmmədova",
      passwordChangedAt: 1,
    });
    await tx.insert(memberships).values({ userId, companyId, role: "owner" });
    await tx.insert(databaseServers).values({ id: "here", kind: "file", name: "Here" });
    await tx.insert(tenantDatabases).values({
      id: identity.databaseId,
      companyId,
      serverId: "here",
      state: "ready",
      generation: 1,
      schemaVersion,
      keyId: "key-1",
    });
  });
});
afterAll(() => {
  master.dispose();
  tenant.dispose();
});

const places = () => ({ master: master.db, db: tenant.db, companyId: identity.companyId });

it("counts what a plan limits: doctors who are not archived, people, bytes", async () => {
  expect(await companyUsage(places())).toEqual({ doctors: 119, users: 1, storageBytes: expect.any(Number) });
});

it("looks into the company's own database before it allows a smaller plan", async () => {
  const smaller = changeCompanyPlan(places(), tenant.actor, { planId: "basic", cycle: "year" }, now);
  const refusal = await smaller.catch((error: unknown) => error);
  expect(isDomainError(refusal, "planTooSmall") && refusal.params).toMatchObject({ used: 119, limit: 100 });
  await write(tenant.db, tenant.actor, (tx) =>
    tx.run(sql`UPDATE doctors SET archived_at = 1 WHERE code > 'D-000100'`),
  );
  expect(await changeCompanyPlan(places(), tenant.actor, { planId: "basic", cycle: "year" }, now)).toEqual({
    changed: true,
  });
});

it("says which database a company is in, from the database itself", async () => {
  expect(await whereAmI(places())).toEqual({
    databaseId: identity.databaseId,
    generation: 1,
    serverKind: "file",
    keyId: "key-1",
    schemaVersion,
    sizeBytes: expect.any(Number),
    createdAt: expect.any(Number),
    lastChangeAt: null,
    agrees: true,
  });
});

it("shows when the open database is not the one of the registry", async () => {
  const other = await testTenant();
  const found = await whereAmI({ ...places(), db: other.db });
  other.dispose();
  expect(found.agrees).toBe(false);
  expect(found.databaseId).not.toBe(identity.databaseId);
});
