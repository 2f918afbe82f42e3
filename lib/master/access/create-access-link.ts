import { randomBytes } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import { accessLinks } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { hashOfToken } from "./access-link";

const lifetime = 24 * 3_600_000;
/** Within this an admin's second request is the first one sent twice. */
const sameRequest = 60_000;

/** Who is locked out gets no way back in before somebody unlocks them. */
export class AccountLocked extends DomainError {
  constructor() {
    super("accountLocked");
  }
}

interface CreateAccessLink {
  readonly user: { readonly id: string; readonly username: string; readonly state: "active" | "locked" };
  /** The master admin who had it sent; null when the person asked themselves, or an operator at the machine did. */
  readonly createdById: string | null;
}

/**
 * Makes a link by which a person chooses a new password: good once and for a day; earlier unused ones stop working.
 * Only its hash is kept, and the token goes into a mail to that person and nowhere else. Never show it to the admin who
 * had it made: with it they could take the account over, outside of impersonation and of everything that limits it.
 * @throws AccountLocked
 */
export async function createAccessLink(
  tx: MasterTx,
  { user, createdById }: CreateAccessLink,
  now: Date,
): Promise<string> {
  if (user.state !== "active") throw new AccountLocked();
  const token = randomBytes(32).toString("base64url");
  await tx.delete(accessLinks).where(and(eq(accessLinks.userId, user.id), isNull(accessLinks.usedAt)));
  await tx.insert(accessLinks).values({
    tokenHash: hashOfToken(token),
    userId: user.id,
    createdById,
    expiresAt: now.getTime() + lifetime,
  });
  await recordAudit(tx, {
    action: "access-link.created",
    subject: { type: "user", id: user.id, label: user.username },
  });
  return token;
}

/** Whether this admin had a link made so shortly before, which still works, that asking again is the same request. */
export async function isJustCreated(
  tx: MasterTx,
  { userId, createdById }: { userId: string; createdById: string },
  now: Date,
): Promise<boolean> {
  const found = await tx.$count(
    accessLinks,
    and(
      eq(accessLinks.userId, userId),
      eq(accessLinks.createdById, createdById),
      isNull(accessLinks.usedAt),
      gt(accessLinks.expiresAt, now.getTime() + lifetime - sameRequest),
    ),
  );
  return found > 0;
}

/** A link that did not go out is none: asking again makes another one. */
export async function dropAccessLink(tx: MasterTx, token: string): Promise<void> {
  await tx.delete(accessLinks).where(eq(accessLinks.tokenHash, hashOfToken(token)));
}
