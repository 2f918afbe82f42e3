import { eq } from "drizzle-orm";
import { companies, sessions } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/id";
import { absoluteLifetime } from "../sessions/lifetime";
import type { StartedSession } from "../sessions/start-session";

/**
 * Writes down that a session has the second factor behind it now. It gets another id, since it may do more than
 * before: whoever knew the old one has nothing. @throws NotFound when it has ended
 */
export async function markSecondFactor(tx: MasterTx, sessionId: string, now: Date): Promise<StartedSession> {
  const [session] = await tx
    .update(sessions)
    .set({ id: newId(), secondFactorAt: now.getTime() })
    .where(eq(sessions.id, sessionId))
    .returning();
  if (!session) throw new NotFound("session");
  const { id, userId, companyId, createdAt } = session;
  const [company] =
    companyId === null
      ? []
      : await tx
          .select({ id: companies.id, slug: companies.slug })
          .from(companies)
          .where(eq(companies.id, companyId));
  await recordAudit(tx, {
    action: "second-factor.proven",
    subject: { type: "user", id: userId, label: tx.actor.name },
  });
  const endsAt = new Date(createdAt + absoluteLifetime);
  return { id, userId, company: company ?? null, startedAt: now, endsAt };
}
