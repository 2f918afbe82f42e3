import { type Actor, type MasterDb, write } from "@/lib/databases";
import type { Delivery } from "@/lib/mail/send-mail";
import { revokeSessions } from "@/lib/master/sessions/revoke-sessions";
import { sendAccessLink } from "./send-access-link";

/**
 * Mails a person a link to choose a new password and signs them out everywhere. The old password stays good until the
 * link is used, so that a mail that never arrives locks nobody out.
 * @throws as `sendAccessLink`
 */
export async function resetAccess(
  { master, actor, baseUrl }: { master: MasterDb; actor: Actor; baseUrl: string },
  userId: string,
  now: Date,
): Promise<{ delivery: Delivery }> {
  const { delivery } = await sendAccessLink(master, { userId, createdBy: actor }, now, baseUrl);
  await write(master, actor, (tx) => revokeSessions(tx, { userId, sessionId: null }));
  return { delivery };
}
