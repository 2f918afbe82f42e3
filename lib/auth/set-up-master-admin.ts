import type { z } from "zod";
import { openMaster, write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import type { Locale } from "@/lib/i18n/config";
import { type StartedSession, startSession } from "@/lib/master/sessions/start-session";
import { createMasterAdmin } from "@/lib/master/setup/create-master-admin";
import type { masterAdminSchema } from "@/lib/master/setup/schema";
import { isSetupTokenUsable, redeemSetupToken, SetupLinkExpired } from "@/lib/master/setup/setup-token";
import { hashPassword } from "@/lib/master/users/password";
import type { Browser } from "./sign-in";

/**
 * Makes the person who followed a setup link a master admin, and signs them in.
 * @throws SetupLinkExpired; Duplicate for a username or email that somebody has
 */
export async function setUpMasterAdmin(
  { setupToken, password, ...person }: z.output<typeof masterAdminSchema> & { setupToken: string },
  browser: Browser,
  locale: Locale,
  now: Date,
): Promise<StartedSession> {
  const master = await openMaster();
  // Before the work of a hash, which anybody could have us do without end.
  if (!(await isSetupTokenUsable(master, setupToken, now))) throw new SetupLinkExpired();
  const passwordHash = await hashPassword(password);
  const { address, requestId } = browser;
  return write(master, { id: null, name: fullName(person), address, requestId }, async (tx) => {
    await redeemSetupToken(tx, setupToken, now);
    const user = await createMasterAdmin(tx, { ...person, passwordHash, locale }, now);
    return startSession(tx, { user: { ...user, username: person.username }, ...browser }, now);
  });
}
