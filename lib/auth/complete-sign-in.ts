import { type MasterDb, write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { markSecondFactor } from "@/lib/master/second-factor/mark-second-factor";
import type { FoundSession } from "@/lib/master/sessions/find-session";
import type { StartedSession } from "@/lib/master/sessions/start-session";
import { proveSecondFactor } from "./second-factor";

/**
 * The second half of a master admin's sign-in. Their session goes on under another id.
 * @throws TooManyAttempts; WrongSecondFactor; NotFound when the session ended meanwhile
 */
export async function completeSignIn(
  master: MasterDb,
  { user, session }: NonNullable<FoundSession>,
  code: string,
  request: { address: string | null; requestId: string | null },
  now: Date,
): Promise<StartedSession> {
  const person = { id: user.id, name: fullName(user) };
  await proveSecondFactor(master, { user: person, code }, request, now);
  const { address, requestId } = request;
  return write(master, { ...person, address, requestId }, (tx) => markSecondFactor(tx, session.id, now));
}
