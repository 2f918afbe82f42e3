import { secondFactors } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { findSecondFactor } from "./queries";

interface BeginSecondFactor {
  readonly userId: string;
  /** Of a new secret. */
  readonly sealedSecret: string;
  /** What stands there and can be of no use: begun by another browser, or sealed with a key that is gone. */
  readonly instead: string | null;
}

/**
 * Keeps a secret until its first code confirms it. One that was begun meanwhile stays, and a confirmed one always does.
 * @returns the sealed secret that stands now
 */
export async function beginSecondFactor(
  tx: MasterTx,
  { userId, sealedSecret, instead }: BeginSecondFactor,
): Promise<string> {
  const known = await findSecondFactor(tx, userId);
  if (known && (known.confirmedAt !== null || known.sealedSecret !== instead)) return known.sealedSecret;
  await tx
    .insert(secondFactors)
    .values({ userId, sealedSecret })
    .onConflictDoUpdate({ target: secondFactors.userId, set: { sealedSecret } });
  return sealedSecret;
}
