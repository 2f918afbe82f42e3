import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { jobs, restoreDrills } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { followedColumns } from "@/lib/master/jobs/list/latest-jobs";
import type { JobProgress } from "@/lib/master/jobs/renew-lease";
import { drillJobKind } from "./backup-jobs";
import { type KeptComparison, keptComparison } from "./kept-comparison";
import { type ListedBackup, listBackups } from "./list-backups";
import {
  compareJobKind,
  recordsJobKind,
  recordsJobResult,
  restoreJobKind,
  restoreJobResult,
} from "./restore-jobs";

/** @throws NotFound `backup` */
export async function readBackup(master: MasterDb | MasterTx, id: string): Promise<ListedBackup> {
  const [found] = await listBackups(master, { id, size: 1 });
  if (!found) throw new NotFound("backup");
  return found;
}

const kinds = [compareJobKind, drillJobKind, restoreJobKind, recordsJobKind];

/** Something that was asked for about a backup. */
export interface BackupJob {
  readonly id: string;
  readonly kind: string;
  readonly state: (typeof jobs.$inferSelect)["state"];
  readonly progress: JobProgress | null;
  readonly lastError: string | null;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  readonly requestedById: string | null;
  readonly result: unknown;
}

const shown = 20;

/** What was asked for about a backup, the newest first. */
export async function jobsOfBackup(
  master: MasterDb,
  { id, companyId }: Pick<ListedBackup, "id" | "companyId">,
): Promise<BackupJob[]> {
  const rows = await master
    .select({
      ...followedColumns,
      createdAt: jobs.createdAt,
      finishedAt: jobs.finishedAt,
      requestedById: jobs.requestedById,
      result: jobs.result,
    })
    .from(jobs)
    .where(
      and(
        eq(jobs.companyId, companyId),
        inArray(jobs.kind, kinds),
        sql`json_extract(${jobs.input}, '$.backupId') = ${id}`,
      ),
    )
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(shown);
  return rows.map(({ progress, result, ...row }) => ({
    ...row,
    progress: progress === null ? null : (JSON.parse(progress) as JobProgress),
    result: result === null ? null : JSON.parse(result),
  }));
}

/** The latest comparison among these, and whether it says something of the database as it is now. */
export function latestComparison(found: readonly BackupJob[]): KeptComparison | null {
  const done = found.find(({ kind, state }) => kind === compareJobKind && state === "done");
  return keptComparison.safeParse(done?.result).data ?? null;
}

export function restoredBy({ kind, result }: BackupJob) {
  return kind === restoreJobKind ? (restoreJobResult.safeParse(result).data ?? null) : null;
}

export function recordsOf({ kind, result }: BackupJob) {
  return kind === recordsJobKind ? (recordsJobResult.safeParse(result).data ?? null) : null;
}

/** Rehearsals of this backup, the newest first. */
export function drillsOfBackup(master: MasterDb, backupId: string) {
  return master
    .select()
    .from(restoreDrills)
    .where(eq(restoreDrills.backupId, backupId))
    .orderBy(desc(restoreDrills.drilledAt))
    .limit(10);
}
