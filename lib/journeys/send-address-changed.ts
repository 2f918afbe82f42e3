import { fullName } from "@/lib/domain/full-name";
import type { Locale } from "@/lib/i18n/config";
import { formatDateTime } from "@/lib/i18n/format";
import { translator } from "@/lib/i18n/translator";
import { knownAddress } from "@/lib/mail/known-address";
import { type Delivery, sendMail } from "@/lib/mail/send-mail";
import { writeLetter } from "@/lib/mail/write-letter";

interface Person {
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  /** The address until now. */
  readonly email: string;
  readonly locale: Locale;
}

const zone = "Asia/Baku";

/**
 * Tells the earlier address of an account that it is no longer: whoever it was taken from reads it there. To what it
 * was changed stays out: the mailbox may be somebody else's by now. Who changed it chose the `Host` of the request, so
 * that says nothing of where the link leads.
 */
export async function sendAddressChanged(person: Person, now: Date): Promise<Delivery> {
  const { username, firstName, email, locale } = person;
  const t = await translator(locale);
  const letter = {
    subject: t("letters.addressChanged.subject"),
    greeting: t("letters.greeting", { name: firstName }),
    paragraphs: [t("letters.addressChanged.text", { username, when: formatDateTime(now.getTime(), zone) })],
    button: { label: t("letters.addressChanged.button"), url: `${knownAddress()}/login` },
    notes: [t("letters.addressChanged.notYou")],
    signature: "MedAdmin",
  };
  return sendMail(writeLetter(letter, { name: fullName(person), address: email }, locale), now);
}
