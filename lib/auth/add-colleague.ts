import type { Role } from "@/drizzle/master/schema/states";
import { type Actor, type MasterDb, write } from "@/lib/databases";
import { Invalid } from "@/lib/domain/errors";
import { addCompanyMember } from "@/lib/journeys/add-member";
import { forgiveAttempt, reserveAttempt } from "@/lib/master/sessions/sign-in-throttle";
import { findAccount } from "@/lib/master/users/find-user";
import { attemptKey } from "./attempt-key";
import { TooManyAttempts } from "./errors";

/** Addresses without an account that one person, and one place, may try in a quarter of an hour. */
const allowed = { account: 10, address: 40 };

interface AddColleague {
  readonly companyId: string;
  /** Lower case. */
  readonly email: string;
  readonly role: Role;
}

/**
 * Adds the person whose account has this email to a company, for one of its own people. That an address has no account
 * is told, as registering tells it too; so it is counted, and no way to go through a list of addresses. A locked
 * account is none.
 * @throws Invalid `email`; TooManyAttempts; what `addCompanyMember` throws
 */
export async function addColleague(
  { master, actor }: { master: MasterDb; actor: Actor },
  { companyId, email, role }: AddColleague,
  now: Date,
): Promise<{ added: boolean }> {
  const attempt = attemptKey("member", actor.id ?? "", actor.address);
  const reservation = await write(master, actor, (tx) => reserveAttempt(tx, attempt, now, allowed));
  if ("waitSeconds" in reservation) throw new TooManyAttempts(reservation.waitSeconds);
  const account = await findAccount(master, email);
  if (account?.state !== "active") throw new Invalid("email", "errors.noSuchAccount");
  const changer = { master, actor, on: "company" } as const;
  const change = await addCompanyMember(changer, { companyId, userId: account.id, role }, now);
  // Only now: what was refused, and may be asked without end, has told that there is such an account.
  await write(master, actor, (tx) => forgiveAttempt(tx, reservation.reserved));
  return { added: change !== null };
}
