import { type Actor, type MasterDb, type MasterTx, write } from "@/lib/databases";
import type { Delivery } from "@/lib/mail/send-mail";
import type { CompanyEvent } from "@/lib/master/companies/company-event";
import { editCompany } from "@/lib/master/companies/edit-company";
import { requireCompanyOwner, resetOwnerAccess } from "@/lib/master/companies/reset-owner-access";
import { resumeCompany } from "@/lib/master/companies/resume-company";
import type { OwnerAccess } from "@/lib/master/companies/schema";
import { suspendCompany } from "@/lib/master/companies/suspend-company";
import { planCrossing } from "./crossing-plans";
import { sendAccessLink } from "./send-access-link";
import { tellCompany } from "./tell-company";

type Verb<Input> = (tx: MasterTx, input: Input) => Promise<CompanyEvent | null>;

/** What a platform operator does with a company: both audits learn of it. Null when there was nothing to do. */
const operating =
  <Input extends { companyId: string }>(verb: Verb<Input>) =>
  async (master: MasterDb, actor: Actor, input: Input, now: Date): Promise<CompanyEvent | null> => {
    const { companyId } = input;
    const event = await write(master, actor, async (tx) => {
      const happened = await verb(tx, input);
      if (happened)
        await planCrossing(tx, { companyId, kind: "audit.recorded", by: actor, payload: happened });
      return happened;
    });
    if (event) await tellCompany(master, companyId, now);
    return event;
  };

export const operateSuspension = operating(suspendCompany);
export const operateResumption = operating(resumeCompany);
export const operateCompanyEdit = operating(editCompany);
const operateOwnerAccess = operating(resetOwnerAccess);

/**
 * Mails an owner a link by which they choose a new password, and with `endSessions` signs them out everywhere first
 * thing after that: a mail that cannot be sent leaves them where they are.
 * @throws NotFound `company`, `member`; what `sendAccessLink` throws
 */
export async function giveOwnerAccess(
  master: MasterDb,
  actor: Actor,
  asked: OwnerAccess,
  { now, baseUrl }: { now: Date; baseUrl: string },
): Promise<{ delivery: Delivery }> {
  const owner = await requireCompanyOwner(master, asked);
  const { delivery, isRepeat } = await sendAccessLink(
    master,
    { userId: owner.id, createdBy: actor },
    now,
    baseUrl,
  );
  if (!isRepeat || asked.endSessions) await operateOwnerAccess(master, actor, asked, now);
  return { delivery };
}
