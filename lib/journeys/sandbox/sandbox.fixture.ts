import { eq, sql } from "drizzle-orm";
import { plans, subscriptions } from "@/drizzle/master/schema";
import { members, organization } from "@/drizzle/tenant/schema";
import { addDoctor } from "@/lib/company/doctors/add-doctor";
import { form, insertReference } from "@/lib/company/doctors/doctors.fixture";
import { type Actor, openMaster, type TenantDb, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { seedPlans } from "@/lib/master/plans/seed";
import { termsOf } from "@/lib/master/subscriptions/terms";
import { testCompany } from "@/lib/testing/company";
import { makeCompanySandbox, type SandboxWatch } from "./make-company-sandbox";

export const now = new Date("2026-11-21T09:00:00Z");

/** What must not be found in a masked sandbox. */
export const secrets = ["994502124418", "aysel.memmedova", "gecə növbəsi", "sahib@klinika.az"];

/** A company on a plan, with an owner and two doctors about whom things are written. */
export async function companyOnPlan(actor: Actor, plan: "basic" | "professional" = "professional") {
  const master = await openMaster();
  const company = await testCompany();
  const { companyId, db } = company;
  await write(master, actor, async (tx) => {
    await seedPlans(tx);
    const [found] = await tx.select().from(plans).where(eq(plans.id, plan));
    if (!found) throw new Error("The plans were not seeded.");
    await tx.insert(subscriptions).values({
      id: newId(),
      companyId,
      planId: plan,
      cycle: "month",
      ...termsOf(found, "month"),
      state: "active",
      startedAt: now.getTime(),
      periodStartsAt: now.getTime(),
      periodEndsAt: now.getTime() + 30 * 86_400_000,
    });
  });
  const reference = await insertReference(db, actor);
  const owner = { id: newId(), firstName: "Nigar", lastName: "Hüseynova", email: "sahib@klinika.az" };
  await write(db, actor, async (tx) => {
    await tx.insert(members).values({ ...owner, isOwner: true });
    await tx.insert(organization).values({ one: 1, name: "Klinika", ownerId: owner.id });
    const room = { limit: null, now };
    const known = { phone: "+994502124418", email: "aysel.memmedova@klinika.az", notes: "gecə növbəsi" };
    await addDoctor(tx, form(reference, known), room);
    await addDoctor(tx, form(reference, { firstName: "Leyla" }), room);
  });
  return { ...company, master, ownerId: owner.id, reference };
}

export const makeSandboxOf = (
  companyId: string,
  actor: Actor,
  order: { masked?: boolean; reason?: string | null; replaces?: string | null } = {},
  watch: Partial<SandboxWatch> = {},
) =>
  makeCompanySandbox({ companyId, masked: true, reason: null, replaces: null, ...order }, actor, {
    now: () => now,
    ...watch,
  });

/** Everything that stands in a database, as one text. */
export async function textIn(db: TenantDb): Promise<string> {
  const tables = await db.all<{ name: string }>(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  const texts = tables.map(async ({ name }) =>
    JSON.stringify(await db.all(sql`SELECT * FROM ${sql.identifier(name)}`)),
  );
  return (await Promise.all(texts)).join("\n");
}
