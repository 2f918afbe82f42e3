import { and, eq, ne } from "drizzle-orm";
import { users } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";

interface ChooseLanguage {
  readonly user: { readonly id: string; readonly username: string; readonly locale: Locale };
  readonly locale: Locale;
}

/** Remembers a person's language for browsers that do not know it yet. The same one again is no change. */
export async function chooseLanguage(tx: MasterTx, { user, locale }: ChooseLanguage): Promise<void> {
  const changed = await tx
    .update(users)
    .set({ locale })
    .where(and(eq(users.id, user.id), ne(users.locale, locale)))
    .returning({ id: users.id });
  if (changed.length === 0) return;
  await recordAudit(tx, {
    action: "user.languageChosen",
    subject: { type: "user", id: user.id, label: user.username },
    changes: { locale: [user.locale, locale] },
  });
}
