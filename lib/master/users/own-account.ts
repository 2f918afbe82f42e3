import { eq } from "drizzle-orm";
import { z } from "zod";
import { users } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { emailSchema } from "@/lib/domain/email";
import { requiredText } from "@/lib/domain/text";
import { locales } from "@/lib/i18n/config";

/** What people say of themselves. */
export const ownAccountSchema = z.object({
  firstName: requiredText(60),
  lastName: requiredText(60),
  email: emailSchema,
  locale: z.enum(locales, { error: "errors.choose" }),
  version: z.coerce.number().int(),
});

/** A person's own account, for its form. */
export async function findOwnAccount(master: MasterDb, userId: string) {
  const [found] = await master
    .select({
      username: users.username,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      locale: users.locale,
      version: users.version,
    })
    .from(users)
    .where(eq(users.id, userId));
  return found ?? null;
}
