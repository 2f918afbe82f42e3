import { and, desc, eq, gt } from "drizzle-orm";
import { sessions } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";

/** Where a person is signed in now, the most recently used first. */
export function listSessions(master: MasterDb, userId: string, now: Date) {
  return master
    .select({
      id: sessions.id,
      address: sessions.address,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now.getTime())))
    .orderBy(desc(sessions.lastSeenAt));
}
