import { type Actor, type MasterDb, write } from "@/lib/databases";
import { renewRecoveryCodes } from "@/lib/master/second-factor/keep-recovery-codes";
import { newRecoveryCodes } from "@/lib/master/second-factor/recovery-codes";
import { replaceSecondFactor } from "@/lib/master/second-factor/replace-second-factor";
import { stepOf } from "@/lib/master/second-factor/totp";
import { WrongSecondFactor } from "./errors";
import { seal } from "./sealing";
import { digitsOf, proveSecondFactor } from "./second-factor";

interface Owner {
  readonly master: MasterDb;
  readonly actor: Actor;
  readonly user: { readonly id: string; readonly name: string };
  readonly sessionId: string;
  readonly now: Date;
}

/**
 * Another device from now on. The old one counts until the new one's first code is right, so nobody is ever without.
 * @param given.secret was made after `proveSecondFactor`
 * @returns new recovery codes @throws WrongSecondFactor
 */
export async function changeDevice(
  { master, actor, user, sessionId, now }: Owner,
  { secret, code }: { secret: string; code: string },
): Promise<string[]> {
  const step = stepOf(secret, digitsOf(code), now);
  if (step === null) throw new WrongSecondFactor();
  const codes = newRecoveryCodes();
  const sealedSecret = seal(secret, user.id);
  await write(master, actor, (tx) =>
    replaceSecondFactor(tx, { user, sealedSecret, step, codes, keep: sessionId }, now),
  );
  return codes;
}

/** New recovery codes for who can prove who they are. @throws TooManyAttempts; WrongSecondFactor */
export async function changeRecoveryCodes(
  { master, actor, user, now }: Owner,
  code: string,
): Promise<string[]> {
  await proveSecondFactor(master, { user, code }, actor, now);
  const codes = newRecoveryCodes();
  await write(master, actor, (tx) => renewRecoveryCodes(tx, { user, codes }));
  return codes;
}
