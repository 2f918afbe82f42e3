import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { setupTokens, users } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";

const lifetime = 24 * 3_600_000;

/** The link was used, ran out, never was one, or somebody runs the platform already. */
export class SetupLinkExpired extends DomainError {
  constructor() {
    super("setupLinkExpired");
  }
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");
const usable = (token: string, now: Date) =>
  and(
    eq(setupTokens.tokenHash, hashOf(token)),
    isNull(setupTokens.usedAt),
    gt(setupTokens.expiresAt, now.getTime()),
    // Whoever made the first master admin another way, by the command line or with the demo, ends it as well.
    sql`not exists (select 1 from ${users} where ${users.isMasterAdmin})`,
  );

/**
 * A link for making the first master admin, good once, for a day, and while there is none; earlier unused ones stop
 * working. Only its hash is kept.
 */
export async function createSetupToken(tx: MasterTx, now: Date): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await tx.delete(setupTokens).where(isNull(setupTokens.usedAt));
  await tx.insert(setupTokens).values({ tokenHash: hashOf(token), expiresAt: now.getTime() + lifetime });
  return token;
}

export async function isSetupTokenUsable(master: MasterDb, token: string, now: Date): Promise<boolean> {
  const [found] = await master
    .select({ hash: setupTokens.tokenHash })
    .from(setupTokens)
    .where(usable(token, now))
    .limit(1);
  return found !== undefined;
}

/** @throws SetupLinkExpired also for the second of two who follow the same link at once */
export async function redeemSetupToken(tx: MasterTx, token: string, now: Date): Promise<void> {
  const used = await tx
    .update(setupTokens)
    .set({ usedAt: now.getTime() })
    .where(usable(token, now))
    .returning({ hash: setupTokens.tokenHash });
  if (used.length === 0) throw new SetupLinkExpired();
}
