import { type Actor, type MasterDb, type ReplacedKey, recordAudit, replaceKey } from "@/lib/databases";
import { readCompanyName } from "@/lib/master/companies/read-company-name";
import { planCrossing } from "./crossing-plans";
import { tellCompany } from "./tell-company";

type KeyStep = Parameters<NonNullable<Parameters<typeof replaceKey>[1]["onStep"]>>[0];

/** Gives a company's database another key, and tells both audits. @throws NotFound `company`; what `replaceKey` throws */
export async function replaceCompanyKey(
  master: MasterDb,
  actor: Actor,
  companyId: string,
  { now, onStep }: { now: Date; onStep?: (step: KeyStep) => void | Promise<void> },
): Promise<ReplacedKey> {
  const label = await readCompanyName(master, companyId);
  const event = { action: "company.rekeyed", subject: { type: "company", id: companyId, label } } as const;
  const replaced = await replaceKey(companyId, {
    actor,
    alsoWrite: async (tx) => {
      await recordAudit(tx, { ...event, companyId });
      await planCrossing(tx, {
        companyId,
        kind: "audit.recorded",
        by: actor,
        payload: { ...event, changes: {} },
      });
    },
    ...(onStep && { onStep }),
  });
  await tellCompany(master, companyId, now);
  return replaced;
}
