import { eq } from "drizzle-orm";
import { users } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";

/** @throws NotFound `user` */
export async function requireUser(tx: MasterTx, userId: string) {
  const [user] = await tx
    .select({
      id: users.id,
      username: users.username,
      firstName: users.firstName,
      lastName: users.lastName,
      state: users.state,
      isMasterAdmin: users.isMasterAdmin,
      version: users.version,
    })
    .from(users)
    .where(eq(users.id, userId));
  if (!user) throw new NotFound("user");
  return user;
}
