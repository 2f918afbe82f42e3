import { eq } from "drizzle-orm";
import { users } from "@/drizzle/master/schema";
import type { Actor, MasterDb } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";

/** The person who asked for a job, as the one who does what it does; null when nobody asked. */
export async function requesterOf(master: MasterDb, userId: string | null): Promise<Actor | null> {
  if (userId === null) return null;
  const [user] = await master
    .select({ firstName: users.firstName, lastName: users.lastName })
    .from(users)
    .where(eq(users.id, userId));
  return user ? { id: userId, name: fullName(user), address: null, requestId: null } : null;
}
