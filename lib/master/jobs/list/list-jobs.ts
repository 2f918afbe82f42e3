import { and, count, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { companies, jobs, users } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { attemptsWithoutEnd } from "../recurring-job";
import type { JobProgress } from "../renew-lease";
import type { JobFilter } from "./filter";

export type ListedJob = Awaited<ReturnType<typeof listJobs>>["rows"][number];

/**
 * A page of the jobs a filter finds; beyond the end it is the last page. What runs comes first, then the newest, and what
 * recurs last: there is always a row of each.
 */
export async function listJobs(master: MasterDb, filter: JobFilter) {
  const conditions = conditionsOf(filter);
  const [counted] = await master.select({ total: count() }).from(jobs).where(conditions);
  const total = counted?.total ?? 0;
  const page = Math.min(filter.page, Math.max(1, Math.ceil(total / filter.size)));
  // What came out may be long, and nobody reads it in a list.
  const rows = await selectJobs(master, sql<string | null>`NULL`)
    .where(conditions)
    .orderBy(
      sql`${jobs.state} <> 'running'`,
      sql`${jobs.maxAttempts} = ${attemptsWithoutEnd}`,
      desc(jobs.createdAt),
      desc(jobs.id),
    )
    .limit(filter.size)
    .offset((page - 1) * filter.size);
  return { total, page, rows: rows.map(listed) };
}

/** Everything about one job; null when there is none. */
export async function findJob(master: MasterDb, id: string) {
  const [row] = await selectJobs(master).where(eq(jobs.id, id));
  if (!row) return null;
  const { input, result, ...rest } = listed(row);
  return { ...rest, input: parsed(input), result: parsed(result) };
}

export type FoundJob = NonNullable<Awaited<ReturnType<typeof findJob>>>;

/** The kinds there are rows of, for a filter to choose from. */
export async function jobKinds(master: MasterDb): Promise<string[]> {
  const rows = await master.selectDistinct({ kind: jobs.kind }).from(jobs).orderBy(jobs.kind);
  return rows.map(({ kind }) => kind);
}

function selectJobs(master: MasterDb, result: SQL<string | null> | typeof jobs.result = jobs.result) {
  return master
    .select({
      id: jobs.id,
      kind: jobs.kind,
      companyId: jobs.companyId,
      company: companies.name,
      companySlug: companies.slug,
      input: jobs.input,
      uniqueKey: jobs.uniqueKey,
      state: jobs.state,
      dueAt: jobs.dueAt,
      attempts: jobs.attempts,
      maxAttempts: jobs.maxAttempts,
      fence: jobs.fence,
      leasedBy: jobs.leasedBy,
      leasedUntil: jobs.leasedUntil,
      progress: jobs.progress,
      result: sql<string | null>`${result}`,
      lastError: jobs.lastError,
      requestedById: jobs.requestedById,
      firstName: users.firstName,
      lastName: users.lastName,
      startedAt: jobs.startedAt,
      finishedAt: jobs.finishedAt,
      createdAt: jobs.createdAt,
    })
    .from(jobs)
    .leftJoin(companies, eq(companies.id, jobs.companyId))
    .leftJoin(users, eq(users.id, jobs.requestedById))
    .$dynamic();
}

function listed({ firstName, lastName, progress, ...row }: Awaited<ReturnType<typeof selectJobs>>[number]) {
  const requestedBy = firstName !== null && lastName !== null ? fullName({ firstName, lastName }) : null;
  const recurs = row.maxAttempts === attemptsWithoutEnd;
  return { ...row, recurs, requestedBy, progress: parsed(progress) as JobProgress | null };
}

function conditionsOf({ state, kind, companyId }: JobFilter) {
  return and(
    state.length > 0 ? inArray(jobs.state, state) : undefined,
    kind.length > 0 ? inArray(jobs.kind, kind) : undefined,
    companyId ? eq(jobs.companyId, companyId) : undefined,
  );
}

/** Only what we wrote ourselves, and the table's CHECK keeps it JSON. */
const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json));
