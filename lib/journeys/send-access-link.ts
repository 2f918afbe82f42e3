import { eq } from "drizzle-orm";
import { users } from "@/drizzle/master/schema";
import { type Actor, type MasterDb, write } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { fullName } from "@/lib/domain/full-name";
import { env } from "@/lib/env";
import { translator } from "@/lib/i18n/translator";
import type { Mail } from "@/lib/mail/mail";
import { type Delivery, sendMail } from "@/lib/mail/send-mail";
import { writeLetter } from "@/lib/mail/write-letter";
import { createAccessLink, dropAccessLink, isJustCreated } from "@/lib/master/access/create-access-link";

type Person = typeof users.$inferSelect;

interface SendAccessLink {
  readonly userId: string;
  /** The master admin who has it sent; with the person's own id, or none, they asked for it themselves. */
  readonly createdBy: Actor;
}

export interface SentAccessLink {
  readonly delivery: Delivery;
  /** The same admin had it sent a moment ago: that link stands, and no second mail makes it useless on its way. */
  readonly isRepeat: boolean;
}

/**
 * Mails a person a link by which they choose a new password. Nobody else ever sees it; `kept` says that there is no
 * mail server and the operator finds the mail in the outbox.
 * @param baseUrl where browsers reach us: `ownAddress()`
 * @throws NotFound; AccountLocked
 */
export async function sendAccessLink(
  master: MasterDb,
  { userId, createdBy }: SendAccessLink,
  now: Date,
  baseUrl: string,
): Promise<SentAccessLink> {
  const createdById = createdBy.id === userId ? null : createdBy.id;
  const made = await write(master, createdBy, async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.id, userId));
    if (!user) throw new NotFound("user");
    if (createdById !== null && (await isJustCreated(tx, { userId, createdById }, now))) return null;
    return { user, token: await createAccessLink(tx, { user, createdById }, now) };
  });
  if (!made) return { delivery: env().mail.smtpUrl === null ? "kept" : "sent", isRepeat: true };
  const { user, token } = made;
  try {
    const mail = await compose(user, `${baseUrl}/access/${token}`, createdById !== null);
    return { delivery: await sendMail(mail, now), isRepeat: false };
  } catch (error) {
    await write(master, createdBy, (tx) => dropAccessLink(tx, token));
    throw error;
  }
}

async function compose(user: Person, url: string, byAdmin: boolean): Promise<Mail> {
  const t = await translator(user.locale);
  const letter = {
    subject: t("access.mail.subject"),
    greeting: t("access.mail.greeting", { name: user.firstName }),
    paragraphs: [t(`access.mail.${byAdmin ? "sentByAdmin" : "asked"}`, { username: user.username })],
    button: { label: t("access.mail.button"), url },
    notes: [t("access.mail.limits"), t(`access.mail.${byAdmin ? "unexpected" : "notAsked"}`)],
    signature: "MedAdmin",
  };
  return writeLetter(letter, { name: fullName(user), address: user.email }, user.locale);
}
