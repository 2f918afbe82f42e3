import { eq } from "drizzle-orm";
import { databaseMoves, memberships, tenantDatabases, users } from "@/drizzle/master/schema";
import { addReference } from "@/lib/company/reference/add-reference";
import {
  type Actor,
  backupTenant,
  migrateFleet,
  openMaster,
  openTenant,
  stopEngine,
  type TenantDb,
  write,
} from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { openDesk } from "@/lib/jobs/desk";
import { startUp } from "@/lib/jobs/start-up";
import { systemActor } from "@/lib/jobs/system-actor";
import { addDemoDoctors } from "@/lib/journeys/demo/doctors";
import { randomFrom } from "@/lib/journeys/demo/random";
import { makeCompanyExport } from "@/lib/journeys/exports/make-company-export";
import { requestCompanyExport } from "@/lib/journeys/exports/request-company-export";
import { registerCompany } from "@/lib/journeys/register-company";
import { addUser } from "@/lib/master/users/add-user";
import { type PreparedCompany, preparedCompanies, preparedPassword } from "./prepared-companies";

/**
 * Fills the data folder of `DATA_DIR` before the server opens it: by the real journeys, and with what no page can do
 * yet (people with other roles, a trial that ended).
 */
await startUp();
for (const [index, company] of preparedCompanies.entries()) await prepare(company, index + 1);
// What recurs is in the list of jobs, and the fleet was migrated once: their pages have something to show.
await openDesk(new AbortController().signal).ensureRecurring();
await migrateFleet({ actor: systemActor, now: () => new Date() });
await stopEngine();

/** A backup, and a move that is over: their pages have something to show. */
async function addPast(companyId: string): Promise<void> {
  const now = new Date();
  await backupTenant(companyId, { actor: systemActor, reason: "asked", now });
  const at = now.getTime();
  await write(await openMaster(), systemActor, async (tx) => {
    const [row] = await tx.select().from(tenantDatabases).where(eq(tenantDatabases.companyId, companyId));
    if (!row) throw new Error("The company has no database.");
    const { id: databaseId, serverId, generation } = row;
    await tx.insert(databaseMoves).values({
      id: newId(),
      databaseId,
      companyId,
      fromServerId: serverId,
      toServerId: serverId,
      fromGeneration: generation,
      toGeneration: generation,
      step: "archived",
      startedBy: "Before the tests",
      rows: 640,
      totalRows: 640,
      pausedMs: 120,
      startedAt: at,
      switchedAt: at,
      // Nothing is left behind that somebody would remove.
      leftoverRemovedAt: at,
      finishedAt: at,
    });
  });
}

async function prepare(company: PreparedCompany, seed: number): Promise<void> {
  const { word, doctors, ownPlaces = false, daysAgo = 0, roles = [] } = company;
  const now = new Date(Date.now() - daysAgo * 86_400_000);
  const { companyId, userId } = await registerCompany(
    {
      companyName: company.name,
      companyEmail: `office@${word}.example`,
      phone: "+994501234567",
      firstName: "Aysel",
      lastName: "Məmmədova",
      username: word,
      email: `${word}@${word}.example`,
      password: preparedPassword,
      planId: company.planId,
      cycle: "month",
    },
    { address: null, requestId: null, now, locale: "en" },
  );
  const owner: Actor = { id: userId, name: "Aysel Məmmədova", address: null, requestId: null };
  const db = await openTenant(companyId);
  await addDemoDoctors(db, owner, doctors, randomFrom(seed), now);
  if (ownPlaces) await addOwnPlaces(db, owner);
  if (ownPlaces) await addExport({ companyId, userId }, owner);
  if (word === "platform") await addPast(companyId);
  if (roles.length > 0) await addPeople({ companyId, userId, owner }, company, now);
}

async function addOwnPlaces(db: TenantDb, owner: Actor): Promise<void> {
  const names = { nameEn: null, nameRu: null };
  await write(db, owner, async (tx) => {
    const region = await addReference(tx, { kind: "region", name: "Gizli rayon", code: "GIZ", ...names });
    const inRegion = { name: "Gizli şəhər", regionId: region.id, ...names };
    const city = await addReference(tx, { kind: "city", ...inRegion });
    const inCity = { name: "Gizli klinika", cityId: city.id, address: null, phone: null, ...names };
    await addReference(tx, { kind: "clinic", ...inCity });
    await addReference(tx, { kind: "specialization", name: "Gizli ixtisas", code: "GIZ", ...names });
  });
}

async function addExport(ask: { companyId: string; userId: string }, owner: Actor): Promise<void> {
  const id = await requestCompanyExport(await openMaster(), ask, owner, new Date());
  await makeCompanyExport(id, owner, () => new Date());
}

async function addPeople(
  { companyId, userId, owner }: { companyId: string; userId: string; owner: Actor },
  { word, roles = [] }: PreparedCompany,
  now: Date,
): Promise<void> {
  await write(await openMaster(), owner, async (tx) => {
    const [account] = await tx
      .select({ passwordHash: users.passwordHash })
      .from(users)
      .where(eq(users.id, userId));
    for (const role of roles) {
      const username = `${word}-${role}`;
      const person = { firstName: "Rəşad", lastName: role, email: `${username}@${word}.example` };
      const hash = account?.passwordHash ?? "";
      const user = await addUser(tx, { ...person, username, passwordHash: hash, locale: "en" }, now);
      await tx.insert(memberships).values({ userId: user.id, companyId, role });
    }
  });
}
