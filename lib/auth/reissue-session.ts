import type { MasterDb } from "@/lib/databases";
import { findSession } from "@/lib/master/sessions/find-session";
import { absoluteLifetime } from "@/lib/master/sessions/lifetime";
import { giveSession } from "./browser-session";

/**
 * Hands the browser its cookie anew after the company it works in changed: for the logs, which name the company that
 * the token names; what may be opened stands in the session's row. In actions and routes only.
 */
export async function reissueSession(master: MasterDb, sessionId: string, now: Date): Promise<void> {
  const found = await findSession(master, sessionId, now);
  if (!found) return;
  const { session, user, company } = found;
  await giveSession(
    {
      id: session.id,
      userId: user.id,
      company: company && { id: company.id, slug: company.slug },
      startedAt: new Date(session.createdAt),
      endsAt: new Date(session.createdAt + absoluteLifetime),
    },
    user.locale,
  );
}
