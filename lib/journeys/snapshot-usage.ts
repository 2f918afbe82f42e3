import { measureCompany } from "@/lib/company/usage/measure-company";
import {
  type Actor,
  engineErrorOf,
  messageWithoutData,
  openMaster,
  toTenantRef,
  visitTenant,
  write,
} from "@/lib/databases";
import { measurableCompanies } from "@/lib/master/usage/measurable-companies";
import { type MeasuredUsage, recordUsage } from "@/lib/master/usage/record-usage";

/** A thousand companies are twenty transactions on the master, and nobody there waits long for one of them. */
const rowsPerWrite = 50;

export interface UsageSnapshot {
  readonly companyId: string;
  readonly slug: string;
  /** Null when the company's database could not be read; then `error` says why, and the old figures stay. */
  readonly usage: MeasuredUsage | null;
  readonly error: string | null;
}

export interface UsageSummary {
  readonly taken: number;
  readonly failed: readonly UsageSnapshot[];
}

interface Watch {
  readonly onEach?: (snapshot: UsageSnapshot, done: number, total: number) => void;
  /** Looked at between two companies; what was measured until then is kept. */
  readonly signal?: AbortSignal;
}

/**
 * Looks at companies' databases one after another and keeps in the master what each uses, so that no page has to.
 * Never writes in a company's database. One that cannot be read does not stop the others.
 * @param companyIds `all`: every company whose database is ready
 */
export async function snapshotUsage(
  companyIds: readonly string[] | "all",
  actor: Actor,
  now: Date,
  { onEach, signal }: Watch = {},
): Promise<UsageSummary> {
  const master = await openMaster();
  const companies = await measurableCompanies(master, companyIds);
  const failed: UsageSnapshot[] = [];
  let taken = 0;
  let waiting: MeasuredUsage[] = [];
  const keep = async () => {
    const rows = waiting;
    waiting = [];
    await write(master, actor, (tx) => recordUsage(tx, rows, now));
    taken += rows.length;
  };
  for (const [index, company] of companies.entries()) {
    if (signal?.aborted) break;
    const snapshot = await measure(company);
    if (snapshot.usage) waiting.push(snapshot.usage);
    else failed.push(snapshot);
    onEach?.(snapshot, index + 1, companies.length);
    if (waiting.length === rowsPerWrite) await keep();
  }
  if (waiting.length > 0) await keep();
  return { taken, failed };
}

type Measurable = Awaited<ReturnType<typeof measurableCompanies>>[number];

async function measure({ id: companyId, slug, users, database }: Measurable): Promise<UsageSnapshot> {
  try {
    const figures = await visitTenant(toTenantRef(database), measureCompany);
    // There is no table of patients yet.
    const usage = { companyId, users, patients: 0, ...figures };
    return { companyId, slug, usage, error: null };
  } catch (error) {
    const reason = engineErrorOf(error) ?? error;
    return { companyId, slug, usage: null, error: messageWithoutData(reason) };
  }
}
