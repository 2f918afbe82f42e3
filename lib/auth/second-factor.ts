import { type MasterDb, type MasterTx, write } from "@/lib/databases";
import { findSecondFactor } from "@/lib/master/second-factor/queries";
import { recordFailure } from "@/lib/master/second-factor/record-failure";
import { isRecoveryCode } from "@/lib/master/second-factor/recovery-codes";
import { takeRecoveryCode, takeStep } from "@/lib/master/second-factor/take-code";
import { stepOf } from "@/lib/master/second-factor/totp";
import { forgiveAttempts, reserveAttempt } from "@/lib/master/sessions/sign-in-throttle";
import { attemptKey } from "./attempt-key";
import { TooManyAttempts, WrongSecondFactor } from "./errors";
import { unseal } from "./sealing";

interface Proof {
  readonly user: { readonly id: string; readonly name: string };
  /** Of the authenticator app, or one of the recovery codes. */
  readonly code: string;
}

/**
 * Checks a code of a person's second factor and uses it up: none counts twice, nor for two requests at once.
 * @throws TooManyAttempts after five failures in a quarter of an hour; WrongSecondFactor
 */
export async function proveSecondFactor(
  master: MasterDb,
  { user, code }: Proof,
  request: { address: string | null; requestId: string | null },
  now: Date,
): Promise<void> {
  const { address, requestId } = request;
  const attempt = attemptKey("second-factor", user.id, address);
  // One transaction that never throws: the count and the audit of a failure are written with it.
  const outcome = await write(master, { ...user, address, requestId }, async (tx) => {
    const reservation = await reserveAttempt(tx, attempt, now);
    if ("waitSeconds" in reservation) return reservation.waitSeconds;
    if (!(await take(tx, { user, code }, now))) {
      await recordFailure(tx, user);
      return "wrong";
    }
    await forgiveAttempts(tx, attempt.account);
    return "proven";
  });
  if (outcome === "wrong") throw new WrongSecondFactor();
  if (outcome !== "proven") throw new TooManyAttempts(outcome);
}

async function take(tx: MasterTx, { user, code }: Proof, now: Date): Promise<boolean> {
  if (isRecoveryCode(code)) return takeRecoveryCode(tx, user, code, now);
  const found = await findSecondFactor(tx, user.id);
  if (found?.confirmedAt == null) return false;
  const secret = unseal(found.sealedSecret, user.id);
  const step = secret === null ? null : stepOf(secret, digitsOf(code), now);
  return step !== null && takeStep(tx, user.id, { sealedSecret: found.sealedSecret, step });
}

/** Apps show them in two groups. */
export function digitsOf(code: string): string {
  return code.normalize("NFKC").replace(/\s/g, "");
}
