import { eq } from "drizzle-orm";
import { impersonations, memberships, sessions, users } from "@/drizzle/master/schema";
import type { ImpersonationMode } from "@/drizzle/master/schema/states";
import { type Actor, type MasterDb, openTenant, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { startSession } from "@/lib/master/sessions/start-session";
import { addUser } from "@/lib/master/users/add-user";
import { registerHospital } from "@/lib/testing/registration";
import { testActor } from "./actor";

export const testReason = "Ticket 4821: the list is empty";

/** A company of the running engine as registering makes it, with its owner's session. */
export async function registerTestCompany(master: MasterDb, username: string) {
  const { companyId } = await registerHospital(username, new Date(), {
    firstName: "Nigar",
    lastName: "Hüseynova",
  });
  const [owner] = await master
    .select({ id: users.id })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(memberships.companyId, companyId));
  if (!owner) throw new Error("The company has no owner.");
  const sessionId = await newTestSession(master, { id: owner.id, username });
  return { companyId, ownerId: owner.id, sessionId, db: await openTenant(companyId) };
}

export async function addTestMasterAdmin(
  master: MasterDb,
  username = "operator",
): Promise<Actor & { id: string }> {
  const person = { username, email: `${username}@example.com`, firstName: "Leyla", lastName: "Operator" };
  const { id } = await write(master, testActor, (tx) =>
    addUser(tx, { ...person, passwordHash: "$argon2id$x", locale: "en", isMasterAdmin: true }, new Date()),
  );
  return { id, name: "Leyla Operator", address: "10.0.0.1", requestId: null };
}

/** A session that has proven its second factor. */
export function newTestSession(
  master: MasterDb,
  user: { id: string; username: string },
  now = new Date(),
): Promise<string> {
  return write(master, testActor, async (tx) => {
    const { id } = await startSession(tx, { user, address: null, userAgent: null, replaces: null }, now);
    await tx.update(sessions).set({ secondFactorAt: now.getTime() }).where(eq(sessions.id, id));
    return id;
  });
}

/** An impersonation as it stands some time after it began, without the journey that begins one. */
export async function putInCompany(
  master: MasterDb,
  { adminId, sessionId, companyId }: { adminId: string; sessionId: string; companyId: string },
  {
    mode,
    minutesAgo = 0,
    exited = false,
  }: { mode: ImpersonationMode; minutesAgo?: number; exited?: boolean },
): Promise<void> {
  const id = newId();
  const startedAt = Date.now() - minutesAgo * 60_000;
  await write(master, testActor, async (tx) => {
    await tx.insert(impersonations).values({
      ...{ id, adminId, companyId, reason: testReason, mode, returnPath: "/master-admin", startedAt },
      expiresAt: startedAt + 30 * 60_000,
      ...(exited && { endedAt: startedAt + 1, endedBy: "exit" as const }),
    });
    await tx.update(sessions).set({ impersonationId: id }).where(eq(sessions.id, sessionId));
  });
}
