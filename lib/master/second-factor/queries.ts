import { and, eq, isNull } from "drizzle-orm";
import { recoveryCodes, secondFactors } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";

export type SecondFactor = NonNullable<Awaited<ReturnType<typeof findSecondFactor>>>;

/** A person's second factor; one that was never confirmed proves nothing. */
export async function findSecondFactor(master: MasterDb | MasterTx, userId: string) {
  const [found] = await master
    .select({
      sealedSecret: secondFactors.sealedSecret,
      confirmedAt: secondFactors.confirmedAt,
      lastStep: secondFactors.lastStep,
    })
    .from(secondFactors)
    .where(eq(secondFactors.userId, userId));
  return found ?? null;
}

/** How many recovery codes a person has left. */
export function countRecoveryCodes(master: MasterDb, userId: string): Promise<number> {
  return master.$count(recoveryCodes, and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
}
