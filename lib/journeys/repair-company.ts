import {
  type Actor,
  forgetInterruptedBackups,
  keepsFiles,
  messageWithoutData,
  openMaster,
  type RepairPlan,
  reconcile,
  repairTenant,
  settleKeys,
} from "@/lib/databases";
import type { Examination, NamedCompany } from "./examine-company";
import { companyKnowledge } from "./examine-company-knowledge";
import { companyBeginning } from "./register-company-beginning";

export interface RepairedCompany extends NamedCompany {
  /** The generation that was published; null when nothing inside the database had to be, or could be, repaired. */
  readonly generation: number | null;
  /** Rows that were set aside. */
  readonly quarantined: number;
  /** Why it stayed as it was; null when nothing went wrong. */
  readonly error: string | null;
}

interface Watch {
  readonly onEach?: (company: RepairedCompany, done: number, total: number) => void;
  /** Looked at between two companies. */
  readonly signal?: AbortSignal;
  /** Whether somebody agreed to that plan, which may be another one by then; left out, whatever helps is done. */
  readonly approves?: (plan: RepairPlan) => boolean;
}

/**
 * Finishes what died in the middle, and then repairs each database that has something to repair. A company that fails
 * stays as it was and does not stop the others.
 */
export async function repairCompanies(
  { companies, elsewhere }: Examination,
  actor: Actor,
  now: Date,
  { onEach, signal, approves }: Watch = {},
): Promise<RepairedCompany[]> {
  const found = [...elsewhere, ...companies.flatMap(({ findings }) => findings)];
  if (found.some(({ remedy }) => remedy === "reconcile")) {
    await settleKeys();
    await reconcile(actor, companyBeginning(now));
    if (keepsFiles()) await forgetInterruptedBackups(actor);
  }
  const ill = companies.filter(({ findings }) => findings.some(({ remedy }) => remedy !== "nothing"));
  const repaired: RepairedCompany[] = [];
  for (const company of ill) {
    if (signal?.aborted) break;
    const result = await repairCompany(company, actor, now, approves);
    repaired.push(result);
    onEach?.(result, repaired.length, ill.length);
  }
  return repaired;
}

async function repairCompany(
  { id, slug, purpose = "main" }: NamedCompany,
  actor: Actor,
  now: Date,
  approves: Watch["approves"],
): Promise<RepairedCompany> {
  try {
    const knowledge = companyKnowledge(await openMaster());
    const { generation, quarantined } = await repairTenant(id, {
      actor,
      knowledge,
      now,
      purpose,
      ...(approves && { approves }),
    });
    return { id, slug, generation, quarantined, error: null };
  } catch (error) {
    const reason = messageWithoutData(error);
    return { id, slug, generation: null, quarantined: 0, error: reason };
  }
}
