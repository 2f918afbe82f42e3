import {
  type Actor,
  examineTenant,
  type IntegrityFinding,
  openMaster,
  reconcile,
  repairTenant,
} from "@/lib/databases";
import type { Examination, Examined, Patient } from "./examine-company";
import { companyKnowledge } from "./examine-company-knowledge";
import { companyBeginning } from "./register-company-beginning";

export interface RepairedCompany extends Patient {
  /** The generation that was published; null when nothing in the database had to be repaired, or nothing could be. */
  readonly generation: number | null;
  readonly quarantined: number;
  readonly left: readonly IntegrityFinding[];
  /** Null when it was not even begun, or was completed. */
  readonly error: string | null;
}

interface Watch {
  readonly onEach?: (company: RepairedCompany, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Finishes what died in the middle, and then repairs each database that has something to repair. A company that fails
 * stays as it was and does not stop the others.
 */
export async function repairCompanies(
  { companies, elsewhere }: Examination,
  actor: Actor,
  now: Date,
  { onEach, signal }: Watch = {},
): Promise<RepairedCompany[]> {
  const found = [...elsewhere, ...companies.flatMap(({ findings }) => findings)];
  if (found.some(({ remedy }) => remedy === "reconcile")) await reconcile(actor, companyBeginning(now));
  const ill = companies.filter(({ findings }) => findings.some(({ remedy }) => remedy !== "nothing"));
  const repaired: RepairedCompany[] = [];
  for (const company of ill) {
    if (signal?.aborted) break;
    const result = await repairCompany(company, actor, now);
    repaired.push(result);
    onEach?.(result, repaired.length, ill.length);
  }
  return repaired;
}

async function repairCompany(
  { id, slug, findings }: Examined,
  actor: Actor,
  now: Date,
): Promise<RepairedCompany> {
  const knowledge = companyKnowledge(await openMaster());
  try {
    const { generation, quarantined, left } = await repairTenant(id, { actor, knowledge, now });
    return { id, slug, generation, quarantined, left, error: null };
  } catch (error) {
    const left = await examineTenant(id, knowledge).catch(() => findings);
    const reason = error instanceof Error ? error.message : String(error);
    return { id, slug, generation: null, quarantined: 0, left, error: reason };
  }
}
