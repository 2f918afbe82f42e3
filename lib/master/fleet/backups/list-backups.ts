import { and, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import { companies, restoreDrills, tenantBackups } from "@/drizzle/master/schema";
import type { BackupState } from "@/drizzle/master/schema/states";
import type { MasterDb, MasterTx } from "@/lib/databases";

export interface BackupFilter {
  readonly id?: string;
  readonly companyId?: string;
  readonly states?: readonly BackupState[];
  /** Only those before this one, for the next page. */
  readonly before?: { readonly takenAt: number; readonly id: string };
  readonly size?: number;
}

export type ListedBackup = Awaited<ReturnType<typeof listBackups>>[number];

/** Backups of companies, the newest first. */
export function listBackups(
  master: MasterDb | MasterTx,
  { id: wanted, companyId, states, before, size = 50 }: BackupFilter = {},
) {
  const { takenAt, id } = tenantBackups;
  return master
    .select({
      id,
      companyId: tenantBackups.companyId,
      slug: companies.slug,
      company: companies.name,
      reason: tenantBackups.reason,
      state: tenantBackups.state,
      target: tenantBackups.target,
      generation: tenantBackups.generation,
      schemaVersion: tenantBackups.schemaVersion,
      bytes: tenantBackups.bytes,
      rows: tenantBackups.rows,
      takenAt,
      provenAt: tenantBackups.provenAt,
      restoredAt: tenantBackups.restoredAt,
      removedAt: tenantBackups.removedAt,
      error: tenantBackups.error,
    })
    .from(tenantBackups)
    .innerJoin(companies, eq(companies.id, tenantBackups.companyId))
    .where(
      and(
        wanted === undefined ? undefined : eq(id, wanted),
        companyId === undefined ? undefined : eq(tenantBackups.companyId, companyId),
        states === undefined ? undefined : inArray(tenantBackups.state, [...states]),
        before && or(lt(takenAt, before.takenAt), and(eq(takenAt, before.takenAt), lt(id, before.id))),
      ),
    )
    .orderBy(desc(takenAt), desc(id))
    .limit(size);
}

/** When a restore of each company's data was last rehearsed and worked; ms UTC. Who is not in it never was. */
export async function lastProvenRestores(
  master: MasterDb,
  companyId?: string,
): Promise<ReadonlyMap<string, number>> {
  const found = await master
    .select({ companyId: restoreDrills.companyId, at: sql<number>`max(${restoreDrills.drilledAt})` })
    .from(restoreDrills)
    .where(
      and(
        eq(restoreDrills.passed, true),
        companyId === undefined ? undefined : eq(restoreDrills.companyId, companyId),
      ),
    )
    .groupBy(restoreDrills.companyId);
  return new Map(found.map((row) => [row.companyId, row.at]));
}

/** Rehearsals of restores, the newest first. */
export function listDrills(master: MasterDb, size = 50) {
  return master
    .select({
      id: restoreDrills.id,
      backupId: restoreDrills.backupId,
      companyId: restoreDrills.companyId,
      slug: companies.slug,
      company: companies.name,
      passed: restoreDrills.passed,
      ms: restoreDrills.ms,
      error: restoreDrills.error,
      drilledAt: restoreDrills.drilledAt,
    })
    .from(restoreDrills)
    .innerJoin(companies, eq(companies.id, restoreDrills.companyId))
    .orderBy(desc(restoreDrills.drilledAt), desc(restoreDrills.id))
    .limit(size);
}
