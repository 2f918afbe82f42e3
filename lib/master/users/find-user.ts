import { eq } from "drizzle-orm";
import { users } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";

/** One form of what people type for themselves: usernames and emails are kept in it. */
export function foldIdentifier(identifier: string): string {
  return identifier.normalize("NFKC").trim().toLowerCase();
}

/** The account a username or an email belongs to. No username contains an @. */
export async function findAccount(master: MasterDb, identifier: string) {
  const folded = foldIdentifier(identifier);
  const [found] = await master
    .select({
      id: users.id,
      username: users.username,
      email: users.email,
      firstName: users.firstName,
      lastName: users.lastName,
      locale: users.locale,
      state: users.state,
      isMasterAdmin: users.isMasterAdmin,
      passwordHash: users.passwordHash,
    })
    .from(users)
    .where(eq(folded.includes("@") ? users.email : users.username, folded))
    .limit(1);
  return found ?? null;
}
