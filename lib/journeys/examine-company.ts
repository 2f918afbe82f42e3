import type { DatabasePurpose } from "@/drizzle/master/schema";
import {
  examineMaster,
  examineTenant,
  type IntegrityFinding,
  openMaster,
  planRepair,
  type RepairPlan,
  surveyRegistry,
} from "@/lib/databases";
import { companiesWithSandbox } from "@/lib/master/fleet/sandboxes/queries";
import { companyKnowledge } from "./examine-company-knowledge";

/** A company, as the command line names it. */
export interface NamedCompany {
  readonly id: string;
  readonly slug: string;
  /** Which of its databases; its own unless the sandbox is meant. */
  readonly purpose?: DatabasePurpose;
}

export interface Examined extends NamedCompany {
  readonly findings: readonly IntegrityFinding[];
  readonly plan: RepairPlan;
}

export interface Examination {
  readonly companies: readonly Examined[];
  /** Of the platform's own database, and of files and keys that belong to no company. */
  readonly elsewhere: readonly IntegrityFinding[];
}

interface Watch {
  readonly onEach?: (company: Examined, done: number, total: number) => void;
  /** Looked at between two companies. */
  readonly signal?: AbortSignal;
}

/**
 * Looks at companies' databases one after another, and at what belongs to none. Changes nothing; a company that
 * cannot be examined is a finding and does not stop the others.
 * @param elsewhere whether to look at what belongs to no company as well
 */
export async function examineCompanies(
  companies: readonly NamedCompany[],
  elsewhere: boolean,
  { onEach, signal }: Watch = {},
): Promise<Examination> {
  const knowledge = companyKnowledge(await openMaster());
  const surveyed = await surveyRegistry();
  const examined: Examined[] = [];
  const databases = await withSandboxes(companies);
  for (const company of databases) {
    if (signal?.aborted) break;
    const own = surveyed
      .filter(
        ({ companyId, purpose = "main" }) =>
          companyId === company.id && purpose === (company.purpose ?? "main"),
      )
      .map(({ finding }) => finding);
    // Whose database is not there, or is half-made, has said all there is to say.
    const inside = own.some(({ code }) => code !== "key.unknown")
      ? []
      : await examineTenant(company.id, knowledge, company.purpose);
    const findings = [...own, ...inside];
    const result = { ...company, findings, plan: planRepair(findings) };
    examined.push(result);
    onEach?.(result, examined.length, databases.length);
  }
  if (!elsewhere) return { companies: examined, elsewhere: [] };
  const nobodys = surveyed.filter(({ companyId }) => companyId === null).map(({ finding }) => finding);
  return { companies: examined, elsewhere: [...(await examineMaster()), ...nobodys] };
}

/** Each company followed by its sandbox, where it has one: that is used as well, and migrated. */
async function withSandboxes(companies: readonly NamedCompany[]): Promise<NamedCompany[]> {
  const owners = await companiesWithSandbox(await openMaster());
  return companies.flatMap(({ id, slug }) => [
    { id, slug },
    ...(owners.has(id) ? [{ id, slug: `${slug} (sandbox)`, purpose: "sandbox" as const }] : []),
  ]);
}
