import { and, eq, isNull, ne } from "drizzle-orm";
import type { z } from "zod";
import { accessLinks, users } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { Duplicate, NotFound } from "@/lib/domain/errors";
import { staleVersion } from "../history/stale-version";
import type { ownAccountSchema } from "./own-account";

type EditOwnAccount = z.output<typeof ownAccountSchema> & {
  readonly userId: string;
  /** Nobody proved more than an open browser: the address is the one that stands there. */
  readonly keepsEmail?: boolean;
};

const fields = ["firstName", "lastName", "email", "locale"] as const;

/**
 * Changes what a person says of themselves. With the address go the links that were sent to the old one.
 * @throws StaleVersion, also for another address where it was to stay; Duplicate for an email that somebody has
 */
export async function editOwnAccount(
  tx: MasterTx,
  { userId, version, keepsEmail = false, ...given }: EditOwnAccount,
): Promise<{ changed: boolean }> {
  const [user] = await tx.select().from(users).where(eq(users.id, userId));
  if (!user) throw new NotFound("user");
  if (user.version !== version || (keepsEmail && user.email !== given.email))
    throw await staleVersion(tx, { type: "user", id: userId }, user.updatedAt);
  const changed = fields.filter((field) => user[field] !== given[field]);
  if (changed.length === 0) return { changed: false };
  const taken = await tx.$count(users, and(eq(users.email, given.email), ne(users.id, userId)));
  if (taken > 0) throw new Duplicate({ field: "email", value: given.email });
  await tx
    .update(users)
    .set({ ...given, version: version + 1 })
    .where(eq(users.id, userId));
  if (user.email !== given.email) {
    await tx.delete(accessLinks).where(and(eq(accessLinks.userId, userId), isNull(accessLinks.usedAt)));
  }
  await recordAudit(tx, {
    action: "user.edited",
    subject: { type: "user", id: userId, label: user.username },
    changes: Object.fromEntries(changed.map((field) => [field, [user[field], given[field]]])),
  });
  return { changed: true };
}
