import { type Actor, type MasterDb, type ReplacedKey, recordAudit, replaceKey } from "@/lib/databases";
import { readCompanyName } from "@/lib/master/companies/read-company-name";
import { readSandbox } from "@/lib/master/fleet/sandboxes/queries";
import { planCrossing } from "./crossing-plans";
import { tellCompany } from "./tell-company";

type KeyStep = Parameters<NonNullable<Parameters<typeof replaceKey>[1]["onStep"]>>[0];

export interface ReplacedCompanyKey extends ReplacedKey {
  /** Of its sandbox; null when it has none that could be given one. */
  readonly sandbox: ReplacedKey | null;
}

/**
 * Gives a company's database another key, then its sandbox, and tells both audits.
 * @throws NotFound `company`; what `replaceKey` throws
 */
export async function replaceCompanyKey(
  master: MasterDb,
  actor: Actor,
  companyId: string,
  { now, onStep }: { now: Date; onStep?: (step: KeyStep) => void | Promise<void> },
): Promise<ReplacedCompanyKey> {
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
  const hasSandbox = (await readSandbox(master, companyId))?.state === "ready";
  const sandbox = hasSandbox ? await replaceKey(companyId, { actor, purpose: "sandbox" }) : null;
  await tellCompany(master, companyId, now);
  return { ...replaced, sandbox };
}
