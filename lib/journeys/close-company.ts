import { type Actor, type MasterDb, type MasterTx, write } from "@/lib/databases";
import type { CompanyEvent } from "@/lib/master/companies/company-event";
import { type CloseCompany, closeCompany } from "@/lib/master/removals/close-company";
import { type ClosingLetter, planClosingLetters } from "@/lib/master/removals/closing-letters";
import { type ReopenCompany, reopenCompany } from "@/lib/master/removals/reopen-company";
import { planCrossing } from "./crossing-plans";
import { tellCompany } from "./tell-company";

/** Both audits learn of it, and the owners by letter. Null when there was nothing to do. */
const tellingBoth =
  <Input extends { readonly companyId: string }>(
    verb: (tx: MasterTx, input: Input, now: Date) => Promise<CompanyEvent | null>,
    about: ClosingLetter["about"],
  ) =>
  async (master: MasterDb, actor: Actor, input: Input, now: Date): Promise<CompanyEvent | null> => {
    const { companyId } = input;
    const event = await write(master, actor, async (tx) => {
      const happened = await verb(tx, input, now);
      if (happened) {
        await planCrossing(tx, { companyId, kind: "audit.recorded", by: actor, payload: happened });
        await planClosingLetters(tx, { companyId, about }, now);
      }
      return happened;
    });
    if (event) await tellCompany(master, companyId, now);
    return event;
  };

/** Begins the thirty days after which everything of a company is gone. @throws what the verb throws */
export const beginClosing = tellingBoth<CloseCompany>(closeCompany, "closing");

/** Ends them: the company is what it was. @throws what the verb throws */
export const takeBack = tellingBoth<ReopenCompany>(reopenCompany, "reopened");
