import { and, eq, isNull, or } from "drizzle-orm";
import { companies, provisionings } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { Invalid } from "@/lib/domain/errors";
import { fold } from "@/lib/domain/folding";
import { findAccount } from "@/lib/master/users/find-user";
import type { RegisterCompany } from "./register-company.schema";
import type { EnteredCompany } from "./register-company-rows";

/** The same whoever's it is, so that it tells nothing beyond what registering must tell. */
export const emailTaken = () => new Invalid("email", "errors.email.taken");

/**
 * The registration this one repeats: unfinished, or the same company sent twice. Null when the email is free.
 * @throws Invalid `email` when somebody has it and this is not them again
 */
export async function findEarlierRegistration(
  master: MasterDb,
  input: RegisterCompany,
  verifyPassword: (hash: string, password: string) => Promise<boolean>,
): Promise<EnteredCompany | null> {
  const account = await findAccount(master, input.email);
  if (!account) return null;
  if (!(await verifyPassword(account.passwordHash, input.password))) throw emailTaken();
  const [found] = await master
    .select({ provisioningId: provisionings.id, companyId: companies.id, slug: companies.slug })
    .from(provisionings)
    .innerJoin(companies, eq(companies.id, provisionings.companyId))
    .where(
      and(
        eq(provisionings.userId, account.id),
        or(isNull(provisionings.finishedAt), eq(companies.nameFolded, fold(input.companyName))),
      ),
    )
    .limit(1);
  if (!found || account.state !== "active") throw emailTaken();
  return { ...found, userId: account.id };
}
