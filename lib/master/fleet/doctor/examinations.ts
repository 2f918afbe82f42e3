import { and, desc, eq, gt, gte, inArray, isNotNull, isNull, notInArray, or, sql } from "drizzle-orm";
import { companies, jobs } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { examineJobKind } from "./examine-job";
import { type KeptCompany, type KeptExamination, keptExamination } from "./kept-examination";
import { type RepairResult, repairJobKind, repairJobResult } from "./repair-job";

const kinds = [examineJobKind, repairJobKind];

/** What is known of a company, and since when. */
export interface CompanyHealth {
  /** Of its own database; null when nothing was found. */
  readonly company: KeptCompany | null;
  readonly sandbox: KeptCompany | null;
  /** Ms UTC. */
  readonly checkedAt: number;
}

type Known = KeptCompany & { readonly checkedAt: number };

export interface FleetHealth {
  /** The last examination of everything; null before the first. */
  readonly checkedAt: number | null;
  readonly examined: number;
  /** Companies that came after it, and that nobody looked at since. */
  readonly unseen: number;
  /** Of whom something was found, as the latest that is known of each. */
  readonly ill: readonly (Known & { readonly name: string })[];
  readonly elsewhere: KeptExamination["elsewhere"];
  readonly elsewherePlan: string | null;
}

/** Later examinations of single companies that are looked at; more than that, and it is time to look at all. */
const mostLater = 500;

/** How the whole fleet is: the last examination of everything, and what was found out about single companies since. */
export async function fleetHealth(master: MasterDb): Promise<FleetHealth> {
  const [whole] = await finished(master, and(eq(jobs.kind, examineJobKind), isNull(jobs.companyId)), 1);
  const checkedAt = whole?.finishedAt ?? null;
  const kept = whole ? parsed(keptExamination, whole.result) : null;
  let known: Known[] = (kept?.companies ?? []).map((each) => ({ ...each, checkedAt: checkedAt ?? 0 }));
  let elsewhere = kept?.elsewhere ?? null;
  const since = gt(jobs.finishedAt, checkedAt ?? 0);
  const seen = new Set<string>();
  const later = await finished(
    master,
    and(inArray(jobs.kind, kinds), since, or(isNotNull(jobs.companyId), eq(jobs.kind, repairJobKind))),
    mostLater,
  );
  for (const job of later.reverse()) {
    const outcome = outcomeOf(job);
    if (outcome.elsewhere) elsewhere = outcome.elsewhere;
    if (job.companyId === null || !outcome.companies) continue;
    seen.add(job.companyId);
    const at = { checkedAt: job.finishedAt ?? 0 };
    // A repair says nothing of the sandbox.
    const stays = (each: Known) => each.id !== job.companyId || (each.sandbox && job.kind === repairJobKind);
    known = [...known.filter(stays), ...outcome.companies.map((each) => ({ ...each, ...at }))];
  }
  const named = await namesOf(
    master,
    known.map(({ id }) => id),
  );
  const ill = known
    .flatMap((company) => {
      const name = named.get(company.id);
      return name === undefined ? [] : [{ ...company, name }];
    })
    .sort((a, b) => b.counts.error - a.counts.error || b.counts.warning - a.counts.warning);
  const elsewherePlan = elsewhere?.some(({ remedy }) => remedy === "reconcile") ? "reconcile" : null;
  const unseen = (await companiesSince(master, whole?.startedAt ?? 0)).filter((id) => !seen.has(id)).length;
  return { checkedAt, examined: kept?.examined ?? 0, unseen, ill, elsewhere, elsewherePlan };
}

async function companiesSince(master: MasterDb, at: number): Promise<string[]> {
  const rows = await master
    .select({ id: companies.id })
    .from(companies)
    .where(and(gte(companies.createdAt, at), notInArray(companies.state, ["provisioning", "closed"])));
  return rows.map(({ id }) => id);
}

/** The latest that is known of one company; null when nobody ever looked. */
export async function companyHealth(master: MasterDb, companyId: string): Promise<CompanyHealth | null> {
  // Of a company that came later, an examination of everything says nothing.
  const came = sql`(SELECT ${companies.createdAt} FROM ${companies} WHERE ${companies.id} = ${companyId})`;
  const whole = and(eq(jobs.kind, examineJobKind), isNull(jobs.companyId), gt(jobs.startedAt, came));
  const own = and(inArray(jobs.kind, kinds), eq(jobs.companyId, companyId));
  let latest: Pick<CompanyHealth, "company" | "checkedAt"> | null = null;
  for (const job of await finished(master, or(whole, own), 20)) {
    const companies = outcomeOf(job).companies?.filter(({ id }) => id === companyId);
    if (!companies) continue;
    const of = (sandbox: boolean) => companies.find((each) => each.sandbox === sandbox) ?? null;
    latest ??= { company: of(false), checkedAt: job.finishedAt ?? 0 };
    // A repair says nothing of the sandbox: what was found there before holds on.
    if (job.kind !== repairJobKind) return { ...latest, sandbox: of(true) };
  }
  return latest && { ...latest, sandbox: null };
}

/** What a repair of a company, or with null of what is nobody's, came to at last; null when none is over. */
export async function lastRepair(
  master: MasterDb,
  companyId: string | null,
): Promise<{ readonly at: number; readonly result: RepairResult } | null> {
  const whose = companyId === null ? isNull(jobs.companyId) : eq(jobs.companyId, companyId);
  const [job] = await finished(master, and(eq(jobs.kind, repairJobKind), whose), 1);
  const result = job ? parsed(repairJobResult, job.result) : null;
  return job && result ? { at: job.finishedAt ?? 0, result } : null;
}

/** What an examination kept as its result; null for what another version wrote. */
export const readExamination = (result: unknown): KeptExamination | null =>
  keptExamination.safeParse(result).data ?? null;

/** What a repair kept as its result; null for what another version wrote. */
export const readRepair = (result: unknown): RepairResult | null =>
  repairJobResult.safeParse(result).data ?? null;

type Finished = Awaited<ReturnType<typeof finished>>[number];

/** What a job found out; `companies` null when it says nothing of any. */
function outcomeOf({ kind, result }: Pick<Finished, "kind" | "result">): {
  companies: readonly KeptCompany[] | null;
  elsewhere: KeptExamination["elsewhere"];
} {
  if (kind === repairJobKind) {
    const repair = parsed(repairJobResult, result);
    return {
      companies: repair && (repair.company ? [repair.company] : []),
      elsewhere: repair?.elsewhere ?? null,
    };
  }
  const kept = parsed(keptExamination, result);
  return { companies: kept?.companies ?? null, elsewhere: kept?.elsewhere ?? null };
}

function finished(master: MasterDb, which: ReturnType<typeof and>, limit: number) {
  return master
    .select({
      kind: jobs.kind,
      companyId: jobs.companyId,
      startedAt: jobs.startedAt,
      finishedAt: jobs.finishedAt,
      result: jobs.result,
    })
    .from(jobs)
    .where(and(eq(jobs.state, "done"), isNotNull(jobs.result), which))
    .orderBy(desc(jobs.finishedAt), desc(jobs.id))
    .limit(limit);
}

/** Null for what another version wrote. */
function parsed<T>(
  schema: { safeParse: (value: unknown) => { success: boolean; data?: T } },
  json: string | null,
): T | null {
  return (json === null ? null : schema.safeParse(JSON.parse(json)).data) ?? null;
}

async function namesOf(master: MasterDb, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await master
    .select({ id: companies.id, name: companies.name })
    .from(companies)
    .where(sql`${companies.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
