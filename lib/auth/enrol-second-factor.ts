import { type MasterDb, write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { beginSecondFactor } from "@/lib/master/second-factor/begin-second-factor";
import { confirmSecondFactor } from "@/lib/master/second-factor/confirm-second-factor";
import { markSecondFactor } from "@/lib/master/second-factor/mark-second-factor";
import { findSecondFactor } from "@/lib/master/second-factor/queries";
import { newRecoveryCodes } from "@/lib/master/second-factor/recovery-codes";
import { newTotpSecret, stepOf } from "@/lib/master/second-factor/totp";
import type { FoundSession } from "@/lib/master/sessions/find-session";
import type { StartedSession } from "@/lib/master/sessions/start-session";
import { WrongSecondFactor } from "./errors";
import { seal, unseal } from "./sealing";
import { digitsOf } from "./second-factor";

type Found = NonNullable<FoundSession>;
type Request = { address: string | null; requestId: string | null };

/**
 * Until it is confirmed a secret belongs to the one session it was shown in: whoever else knew the password, and only
 * looked, does not know the secret that is confirmed later.
 */
const aboutBegun = ({ user, session }: Found) => `${user.id} ${session.id}`;

const actorOf = ({ user }: Found, { address, requestId }: Request) => ({
  id: user.id,
  name: fullName(user),
  address,
  requestId,
});

/** The secret to show to a person who has no second factor yet; null when they have one. */
export async function begunSecret(master: MasterDb, found: Found, request: Request): Promise<string | null> {
  const known = await findSecondFactor(master, found.user.id);
  if (known && known.confirmedAt !== null) return null;
  const about = aboutBegun(found);
  const shown = known && unseal(known.sealedSecret, about);
  if (shown) return shown;
  const begin = {
    userId: found.user.id,
    sealedSecret: seal(newTotpSecret(), about),
    instead: known?.sealedSecret ?? null,
  };
  const stands = await write(master, actorOf(found, request), (tx) => beginSecondFactor(tx, begin));
  return unseal(stands, about);
}

/**
 * Makes the secret that was shown the person's second factor, and their session one that has it.
 * @returns the recovery codes, which nobody can read again
 * @throws WrongSecondFactor
 */
export async function confirmEnrolment(
  master: MasterDb,
  found: Found,
  code: string,
  request: Request,
  now: Date,
): Promise<{ codes: string[]; session: StartedSession }> {
  const begun = (await findSecondFactor(master, found.user.id))?.sealedSecret ?? "";
  const secret = unseal(begun, aboutBegun(found));
  const step = secret === null ? null : stepOf(secret, digitsOf(code), now);
  if (secret === null || step === null) throw new WrongSecondFactor();
  const codes = newRecoveryCodes();
  const actor = actorOf(found, request);
  const confirmed = {
    user: { id: found.user.id, name: actor.name },
    begun,
    sealedSecret: seal(secret, found.user.id),
    step,
    codes,
  };
  const session = await write(master, actor, async (tx) => {
    if (!(await confirmSecondFactor(tx, confirmed, now))) throw new WrongSecondFactor();
    return markSecondFactor(tx, found.session.id, now);
  });
  return { codes, session };
}
