import { eq } from "drizzle-orm";
import { memberships, users } from "@/drizzle/master/schema";
import { type Actor, openMaster, openTenant, stopEngine, write } from "@/lib/databases";
import { startUp } from "@/lib/jobs/start-up";
import { addDemoDoctors } from "@/lib/journeys/demo/doctors";
import { randomFrom } from "@/lib/journeys/demo/random";
import { registerCompany } from "@/lib/journeys/register-company";
import { addUser } from "@/lib/master/users/add-user";
import { type PreparedCompany, preparedCompanies, preparedPassword } from "./prepared-companies";

/**
 * Fills the data folder of `DATA_DIR` before the server opens it: by the real journeys, and with what no page can do
 * yet (people with other roles, a trial that ended).
 */
await startUp();
for (const [index, company] of preparedCompanies.entries()) await prepare(company, index + 1);
await stopEngine();

async function prepare(company: PreparedCompany, seed: number): Promise<void> {
  const { word, doctors, daysAgo = 0, roles = [] } = company;
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
  await addDemoDoctors(await openTenant(companyId), owner, doctors, randomFrom(seed), now);
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
