import { and, desc, eq, gt, lte } from "drizzle-orm";
import { signInFailures } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";

const window = 15 * 60_000;
const limits = { account: 5, address: 20 } as const;

/** What is counted: neither names a person. `account` is a keyed hash, `address` a host or an IPv6 network. */
export interface Attempt {
  readonly account: string;
  readonly address: string;
}

export type Reservation = { readonly reserved: number } | { readonly waitSeconds: number };

/**
 * Counts an attempt as failed before it is made, so that a hundred at once are counted too; `forgiveAttempts` takes it
 * back. Refused attempts are not counted: the wait ends when it was said to end.
 */
export async function reserveAttempt(
  tx: MasterTx,
  attempt: Attempt,
  now: Date,
  allowed: { account: number; address: number } = limits,
): Promise<Reservation> {
  const since = now.getTime() - window;
  await tx.delete(signInFailures).where(lte(signInFailures.at, since));
  const wait = Math.max(
    await waitFor(tx, eq(signInFailures.account, attempt.account), allowed.account, since),
    await waitFor(tx, eq(signInFailures.address, attempt.address), allowed.address, since),
  );
  if (wait > 0) return { waitSeconds: Math.ceil(wait / 1000) };
  const [row] = await tx
    .insert(signInFailures)
    .values({ ...attempt, at: now.getTime() })
    .returning({ id: signInFailures.id });
  return { reserved: row?.id ?? 0 };
}

/** Ms until the oldest of the last `allowed` failures is forgotten; 0 when there were fewer. */
async function waitFor(
  tx: MasterTx,
  who: ReturnType<typeof eq>,
  allowed: number,
  since: number,
): Promise<number> {
  const [oldest] = await tx
    .select({ at: signInFailures.at })
    .from(signInFailures)
    .where(and(who, gt(signInFailures.at, since)))
    .orderBy(desc(signInFailures.at))
    .limit(1)
    .offset(allowed - 1);
  return oldest ? oldest.at - since : 0;
}

/** After a success: the account's failures are forgotten, this attempt among them. */
export async function forgiveAttempts(tx: MasterTx, account: string): Promise<void> {
  await tx.delete(signInFailures).where(eq(signInFailures.account, account));
}

/** After a success where only that one shall not count: the failures beside it stay. */
export async function forgiveAttempt(tx: MasterTx, reserved: number): Promise<void> {
  await tx.delete(signInFailures).where(eq(signInFailures.id, reserved));
}
