import { eq, or } from "drizzle-orm";
import { users } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { Duplicate } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/id";

export interface AddUser {
  /** Lower case. */
  readonly username: string;
  /** Lower case. */
  readonly email: string;
  /** From `hashPassword`, made before the transaction. */
  readonly passwordHash: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: "az" | "en" | "ru";
  readonly isMasterAdmin?: boolean;
}

/** Adds a person who can sign in. @throws Duplicate for a username or email that somebody has */
export async function addUser(tx: MasterTx, input: AddUser, now: Date): Promise<{ id: string }> {
  const [same] = await tx
    .select({ username: users.username, email: users.email })
    .from(users)
    .where(or(eq(users.username, input.username), eq(users.email, input.email)))
    .limit(1);
  if (same) {
    const field = same.email === input.email ? "email" : "username";
    throw new Duplicate({ field, value: input[field] });
  }
  const id = newId();
  await tx.insert(users).values({ id, ...input, passwordChangedAt: now.getTime() });
  await recordAudit(tx, {
    action: input.isMasterAdmin ? "master-admin.added" : "user.added",
    subject: { type: "user", id, label: input.username },
  });
  return { id };
}
