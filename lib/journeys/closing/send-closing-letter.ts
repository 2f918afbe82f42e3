import { eq } from "drizzle-orm";
import { companies, companyRemovals } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { formatDate } from "@/lib/i18n/format";
import { translator } from "@/lib/i18n/translator";
import { knownAddress } from "@/lib/mail/known-address";
import type { Mail } from "@/lib/mail/mail";
import { type Delivery, sendMail } from "@/lib/mail/send-mail";
import { writeLetter } from "@/lib/mail/write-letter";
import { type ClosingLetter, companyOwners, keyOf } from "@/lib/master/removals/closing-letters";
import { type Removal, wasAskedByOwner } from "@/lib/master/removals/queries";

type Owner = Awaited<ReturnType<typeof companyOwners>>[number];
type Company = Pick<typeof companies.$inferSelect, "id" | "name" | "timeZone">;

/**
 * Tells an owner that the company is closing, will be gone in a week, or is open again. Whom it does not concern any
 * more, since the company was taken back meanwhile or they own it no longer, hears nothing.
 * @returns how it went out; null when there was nothing to tell
 * @throws ConfigurationError where it can neither be sent nor kept
 */
export async function sendClosingLetter(
  master: MasterDb,
  { removalId, userId, about }: ClosingLetter,
  now: Date,
): Promise<Delivery | null> {
  const [found] = await master
    .select({
      removal: companyRemovals,
      company: { id: companies.id, name: companies.name, timeZone: companies.timeZone },
    })
    .from(companyRemovals)
    .innerJoin(companies, eq(companies.id, companyRemovals.companyId))
    .where(eq(companyRemovals.id, removalId));
  if (!found || !isSo(found.removal, about)) return null;
  const { removal, company } = found;
  const owner = (await companyOwners(master, company.id)).find(({ id }) => id === userId);
  if (!owner) return null;
  const byOwner = await wasAskedByOwner(master, removal);
  const mail = await compose({ owner, company, removal, about, byOwner });
  return sendMail({ ...mail, key: keyOf(removal, userId, about) }, now);
}

/** A letter is written some time after it was planned. */
function isSo({ cancelledAt, removedAt, keyDestroyedAt }: Removal, about: ClosingLetter["about"]): boolean {
  if (about === "reopened") return cancelledAt !== null;
  return cancelledAt === null && removedAt === null && keyDestroyedAt === null;
}

interface Told {
  readonly owner: Owner;
  readonly company: Company;
  readonly removal: Removal;
  readonly about: ClosingLetter["about"];
  /** Owners take back what an owner closed. */
  readonly byOwner: boolean;
}

async function compose({ owner, company, removal, about, byOwner }: Told): Promise<Mail> {
  const t = await translator(owner.locale);
  const words = {
    company: company.name,
    by: removal.requestedBy,
    reason: removal.reason,
    asked: formatDate(removal.requestedAt, company.timeZone),
    due: formatDate(removal.dueAt, company.timeZone),
  };
  const say = (id: string) => t(`letters.closing.${id}`, words);
  const who = byOwner ? "Owner" : "Operator";
  const letter = {
    subject: say(`${about}.subject`),
    greeting: t("letters.greeting", { name: owner.firstName }),
    paragraphs: [
      say(`${about}.text`),
      ...(about === "closing" ? [say(`asked${who}`)] : []),
      ...(about === "reopened" ? [] : [say(`takeBack${who}`)]),
    ],
    button: { label: say("button"), url: `${knownAddress()}/login` },
    notes: [say("why")],
    signature: "MedAdmin",
  };
  return writeLetter(letter, { name: fullName(owner), address: owner.email }, owner.locale);
}
