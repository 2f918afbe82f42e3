import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { DatabaseState } from "@/drizzle/master/schema";
import { jobs, sandboxes, tenantDatabases } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { sandboxJobKind } from "./request-sandbox";

/** A company's sandbox as the registry knows it. */
export interface Sandbox {
  readonly databaseId: string;
  readonly state: DatabaseState;
  readonly stateReason: string | null;
  /** Whether people's contact data were replaced in it. */
  readonly masked: boolean;
  /** Why it is not masked; null when it is. */
  readonly reason: string | null;
  readonly madeBy: string;
  /** Ms UTC; null until it can be entered. */
  readonly madeAt: number | null;
  /** When it was made, or last measured. */
  readonly sizeBytes: number | null;
  readonly schemaVersion: string | null;
  readonly generation: number;
}

/** Null when the company has none. */
export async function readSandbox(master: MasterDb | MasterTx, companyId: string): Promise<Sandbox | null> {
  const [found] = await master
    .select({
      databaseId: tenantDatabases.id,
      state: tenantDatabases.state,
      stateReason: tenantDatabases.stateReason,
      masked: sandboxes.masked,
      reason: sandboxes.reason,
      madeBy: sandboxes.madeBy,
      madeAt: sandboxes.madeAt,
      sizeBytes: tenantDatabases.sizeBytes,
      schemaVersion: tenantDatabases.schemaVersion,
      generation: tenantDatabases.generation,
    })
    .from(tenantDatabases)
    .innerJoin(sandboxes, eq(sandboxes.databaseId, tenantDatabases.id))
    .where(
      and(
        eq(tenantDatabases.companyId, companyId),
        eq(tenantDatabases.purpose, "sandbox"),
        sql`${tenantDatabases.state} <> 'removed'`,
      ),
    );
  return found ?? null;
}

/** The newest job that makes, or was to make, a company's sandbox. */
export interface SandboxJob {
  readonly id: string;
  readonly state: (typeof jobs.$inferSelect)["state"];
  readonly progress: string | null;
  readonly lastError: string | null;
}

/** The job that is open, or failed as the last one; null when nothing is going on and nothing went wrong. */
export async function sandboxJob(master: MasterDb, companyId: string): Promise<SandboxJob | null> {
  const [newest] = await master
    .select({ id: jobs.id, state: jobs.state, progress: jobs.progress, lastError: jobs.lastError })
    .from(jobs)
    .where(and(eq(jobs.kind, sandboxJobKind), eq(jobs.companyId, companyId)))
    .orderBy(desc(jobs.id))
    .limit(1);
  return newest && newest.state !== "done" && newest.state !== "cancelled" ? newest : null;
}

/** Whether one is being made or waits to be. */
export async function isSandboxAsked(master: MasterDb | MasterTx, companyId: string): Promise<boolean> {
  const open = await master
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        eq(jobs.kind, sandboxJobKind),
        eq(jobs.companyId, companyId),
        inArray(jobs.state, ["waiting", "running"]),
      ),
    )
    .limit(1);
  return open.length > 0;
}

/** Companies with a sandbox that can be looked at. */
export async function companiesWithSandbox(master: MasterDb): Promise<Set<string>> {
  const rows = await master
    .select({ companyId: tenantDatabases.companyId })
    .from(tenantDatabases)
    .where(
      and(
        eq(tenantDatabases.purpose, "sandbox"),
        ne(tenantDatabases.generation, 0),
        ne(tenantDatabases.state, "removed"),
      ),
    );
  return new Set(rows.map(({ companyId }) => companyId));
}
