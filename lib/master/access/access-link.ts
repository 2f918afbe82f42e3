import { createHash } from "node:crypto";
import { and, eq, gt, isNull } from "drizzle-orm";
import { accessLinks, users } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";

/** The link was used, ran out, was replaced by a later one, or never was one. */
export class AccessLinkExpired extends DomainError {
  constructor() {
    super("accessLinkExpired");
  }
}

export const hashOfToken = (token: string) => createHash("sha256").update(token).digest("hex");

/** Whose link it is, while it works and they may sign in at all. */
export async function findAccessLink(master: MasterDb | MasterTx, token: string, now: Date) {
  const [found] = await master
    .select({
      userId: users.id,
      username: users.username,
      email: users.email,
      firstName: users.firstName,
      lastName: users.lastName,
    })
    .from(accessLinks)
    .innerJoin(users, eq(users.id, accessLinks.userId))
    .where(
      and(
        eq(accessLinks.tokenHash, hashOfToken(token)),
        isNull(accessLinks.usedAt),
        gt(accessLinks.expiresAt, now.getTime()),
        eq(users.state, "active"),
      ),
    )
    .limit(1);
  return found ?? null;
}
