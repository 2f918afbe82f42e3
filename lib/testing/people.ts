import { eq } from "drizzle-orm";
import type { CompanyState, DatabaseState, Role, SubscriptionState } from "@/drizzle/master/schema";
import {
  companies,
  databaseServers,
  memberships,
  plans,
  subscriptions,
  tenantDatabases,
} from "@/drizzle/master/schema";
import { type MasterDb, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { seedPlans } from "@/lib/master/plans/seed";
import { termsOf } from "@/lib/master/subscriptions/terms";
import { addUser } from "@/lib/master/users/add-user";
import { hashPassword } from "@/lib/master/users/password";
import { testActor } from "./actor";

export const testPassword = "qatar gedir dağlara";

interface Member {
  readonly username: string;
  readonly role: Role;
  readonly company: CompanyState;
  readonly database: DatabaseState;
  readonly subscription: SubscriptionState;
  readonly trialEndsAt: number;
}

/** A person with a company in a test master: everything a request reads, without a database behind it. */
export async function addTestMember(master: MasterDb, now: Date, given: Partial<Member> = {}) {
  const { username = `user-${newId()}`, role = "owner", company = "active", database = "ready" } = given;
  const passwordHash = await hashPassword(testPassword);
  return write(master, testActor, async (tx) => {
    await seedPlans(tx);
    const [basic] = await tx.select().from(plans).where(eq(plans.id, "basic"));
    if (!basic) throw new Error("The plans were not seeded.");
    await tx.insert(databaseServers).values({ id: "test", kind: "file", name: "test" }).onConflictDoNothing();
    const email = `${username}@example.com`;
    const person = { username, email, passwordHash, firstName: "Aysel", lastName: "Məmmədova" };
    const { id: userId } = await addUser(tx, { ...person, locale: "az" }, now);
    const [companyId, databaseId] = [newId(), newId()];
    await tx.insert(companies).values({
      id: companyId,
      slug: username.toLowerCase(),
      name: username,
      nameFolded: username,
      email,
      phone: "+994501234567",
      state: company,
    });
    await tx.insert(memberships).values({ userId, companyId, role });
    await tx.insert(subscriptions).values({
      id: newId(),
      companyId,
      planId: "basic",
      cycle: "month",
      ...termsOf(basic, "month"),
      state: given.subscription ?? "trialing",
      startedAt: now.getTime(),
      trialEndsAt: given.trialEndsAt ?? now.getTime() + 14 * 86_400_000,
    });
    await tx.insert(tenantDatabases).values({
      id: databaseId,
      companyId,
      serverId: "test",
      state: database,
      generation: 1,
      schemaVersion: "0001_triggers",
    });
    return { userId, companyId, databaseId, username, email };
  });
}
