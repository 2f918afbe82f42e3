import { readdirSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  auditEvents,
  companies,
  crossings,
  memberships,
  plans,
  provisionings,
  subscriptions,
  tenantDatabases,
  users,
} from "@/drizzle/master/schema";
import { members, organization, auditEvents as tenantEvents } from "@/drizzle/tenant/schema";
import { type MasterDb, openMaster, openTenant, write } from "@/lib/databases";
import { newestMigration } from "@/lib/databases/migrations/files";
import { findCompany } from "@/lib/master/companies/find-company";
import { seedPlans } from "@/lib/master/plans/seed";
import { testEngine } from "@/lib/testing/engine";
import { registration } from "@/lib/testing/registration";
import { type RegistrationContext, registerCompany } from "./register-company";

const now = new Date("2026-11-21T09:00:00Z");
const context: RegistrationContext = { address: "127.0.0.1", requestId: "r1", now, locale: "az" };

let number = 0;
/** A valid registration; nobody else has its username and email. */
function input(overrides: Record<string, string> = {}) {
  number++;
  return registration(`aysel${number}`, { companyName: `City Hospital ${number}`, ...overrides });
}

let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
  await write(master, started.actor, seedPlans);
});
afterAll(() => started.dispose());

const fieldsOf = (attempt: Promise<unknown>) => attempt.then(() => null).catch((error) => error.fieldErrors);

describe("registerCompany", () => {
  it("makes the company, its owner, a trial of 14 days and a database of its own", async () => {
    const asked = input({ code: "th001" });
    const { companyId, userId, slug } = await registerCompany(asked, context);
    const [company] = await master.select().from(companies).where(eq(companies.id, companyId));
    expect(company).toMatchObject({ slug, code: "TH001", state: "active", phone: "+994501234567" });
    expect(await master.select().from(memberships).where(eq(memberships.companyId, companyId))).toMatchObject(
      [{ userId, role: "owner" }],
    );
    const [subscription] = await master
      .select()
      .from(subscriptions)
      .where(eq(subscriptions.companyId, companyId));
    expect(subscription).toMatchObject({ state: "trialing", planId: "professional", cycle: "month" });
    expect((subscription?.trialEndsAt ?? 0) - now.getTime()).toBe(14 * 86_400_000);
    const [database] = await master
      .select()
      .from(tenantDatabases)
      .where(eq(tenantDatabases.companyId, companyId));
    expect(database).toMatchObject({
      state: "ready",
      generation: 1,
      schemaVersion: newestMigration("tenant"),
    });
    const files = readdirSync(join(started.dataDir, "tenants"));
    expect(files).toContain(`${database?.id}.1.db`);

    const db = await openTenant(companyId);
    expect(await db.select().from(members)).toMatchObject([
      { id: userId, isOwner: true, email: asked.email },
    ]);
    expect(await db.select().from(organization)).toMatchObject([
      { name: asked.companyName, ownerId: userId },
    ]);
    const events = await db.select().from(tenantEvents);
    expect(events.map((event) => event.action)).toEqual(["organization.registered", "member.added"]);
    expect(events[0]).toMatchObject({ actorId: userId, actorName: "Aysel Məmmədova", requestId: "r1" });
  });

  it("records in the master's audit, for the company", async () => {
    const { companyId } = await registerCompany(input(), context);
    const events = await master.select().from(auditEvents).where(eq(auditEvents.companyId, companyId));
    expect(events.map((event) => event.action)).toEqual(["company.registered", "company.opened"]);
  });

  it("gives two companies of the same name, registered at once, a slug each", async () => {
    const companyName = "County Clinic";
    const both = await Promise.all([
      registerCompany(input({ companyName }), context),
      registerCompany(input({ companyName }), context),
    ]);
    expect(both.map(({ slug }) => slug).sort()).toEqual(["county-clinic", "county-clinic-2"]);
    expect(new Set(both.map(({ companyId }) => companyId)).size).toBe(2);
  });

  it("makes one company of a form sent twice at once, and again later", async () => {
    const asked = input();
    const both = await Promise.all([registerCompany(asked, context), registerCompany(asked, context)]);
    const later = await registerCompany(asked, context);
    expect(new Set([...both, later].map(({ companyId }) => companyId)).size).toBe(1);
    expect(await master.$count(companies, eq(companies.name, asked.companyName))).toBe(1);
  });

  it("says that the email is taken to anybody else, and to the same person with another company", async () => {
    const asked = input();
    await registerCompany(asked, context);
    const taken = { email: "errors.email.taken" };
    const wrongPassword = input({
      email: asked.email,
      companyName: asked.companyName,
      password: "başqa bir parol söz",
    });
    expect(await fieldsOf(registerCompany(wrongPassword, context))).toEqual(taken);
    const otherCompany = input({ email: asked.email });
    expect(await fieldsOf(registerCompany(otherCompany, context))).toEqual(taken);
  });

  it("names every field that cannot be had, and writes nothing", async () => {
    const first = input({ code: "DMC001" });
    await registerCompany(first, context);
    const before = await master.$count(users);
    const asked = input({ username: first.username, code: "DMC001", planId: "platinum" });
    expect(await fieldsOf(registerCompany(asked, context))).toEqual({
      planId: "errors.plan.notOffered",
      username: "errors.username.taken",
      code: "errors.companyCode.taken",
    });
    expect(await master.$count(users)).toBe(before);
  });

  it("gives nobody a slug that reads like another company's code, nor a code like a slug: both find it", async () => {
    const hospital = await registerCompany(input({ code: "ABC77" }), context);
    const { companyId, slug } = await registerCompany(input({ companyName: "ABC77" }), context);
    expect(slug).toBe("abc77-2");
    expect(await findCompany(master, "abc77")).toMatchObject({ id: hospital.companyId });
    await registerCompany(input({ companyName: "Xyz 5" }), context);
    await registerCompany(input({ companyName: "XYZ5" }), context);
    expect(await fieldsOf(registerCompany(input({ code: "XYZ5" }), context))).toEqual({
      code: "errors.companyCode.taken",
    });
    // One's own slug is no other company.
    const own = await registerCompany(input({ companyName: "QRS9", code: "QRS9" }), context);
    expect(own.slug).toBe("qrs9");
    expect(companyId).not.toBe(hospital.companyId);
  });

  it("offers a hidden plan to operators only", async () => {
    await write(master, started.actor, (tx) =>
      tx.update(plans).set({ isPublic: false }).where(eq(plans.id, "enterprise")),
    );
    const asked = input({ planId: "enterprise" });
    expect(await fieldsOf(registerCompany(asked, context))).toEqual({ planId: "errors.plan.notOffered" });
    const operator = { id: null, name: "operator", address: null, requestId: null };
    expect(await registerCompany(asked, { ...context, operator })).toMatchObject({
      slug: expect.any(String),
    });
  });

  it("goes on where a failed attempt ended, for who knows the password", async () => {
    const asked = input();
    const failing = { ...context, onStep: failAt("identified") };
    await expect(registerCompany(asked, failing)).rejects.toThrow("disk full");
    const [company] = await master.select().from(companies).where(eq(companies.name, asked.companyName));
    expect(company?.state).toBe("provisioning");
    await expect(openTenant(company?.id ?? "")).rejects.toMatchObject({ code: "DatabaseUnavailable" });
    const [unfinished] = await master
      .select()
      .from(provisionings)
      .where(eq(provisionings.companyId, company?.id ?? ""));
    expect(unfinished).toMatchObject({ lastError: "disk full", finishedAt: null });

    expect(await fieldsOf(registerCompany({ ...asked, password: "bilmirəm nə idi" }, context))).toEqual({
      email: "errors.email.taken",
    });
    expect((await registerCompany({ ...asked, companyName: "Renamed" }, context)).companyId).toBe(
      company?.id,
    );
    expect(await (await openTenant(company?.id ?? "")).$count(members)).toBe(1);
  });

  it("does what crosses once, also when it was done but not marked", async () => {
    const asked = input();
    await expect(registerCompany(asked, { ...context, onStep: failAt("welcomed") })).rejects.toThrow(
      "disk full",
    );
    await write(master, started.actor, (tx) => tx.update(crossings).set({ doneAt: null }));
    const { companyId } = await registerCompany(asked, context);
    const db = await openTenant(companyId);
    expect(await db.$count(members)).toBe(1);
    expect(await db.$count(tenantEvents)).toBe(2);
  });
});

function failAt(at: string) {
  return (step: string, what: "made" | "recorded") => {
    if (step === at && what === "made") throw new Error("disk full");
  };
}
