import { z } from "zod";
import { migrateFleet, openMaster } from "@/lib/databases";
import { backUpCompanies } from "@/lib/journeys/backups/back-up-companies";
import { drillBackup, drillRestores } from "@/lib/journeys/backups/drill-restores";
import { backupJobKind, drillJobKind } from "@/lib/master/fleet/backups/backup-jobs";
import { backupPlans } from "@/lib/master/fleet/backups/backup-plans";
import { migrationJobInput, migrationJobKind } from "@/lib/master/fleet/migrations/migration-job";
import { defineHandler, type JobHandler } from "./handler";

const drilled = 5;
/** One backup, or some at random. */
const drillJobInput = z.object({ companyId: z.string().optional(), backupId: z.string().optional() });

/** What operators ask for on the pages of the fleet. */
export const fleetHandlers: Readonly<Record<string, JobHandler>> = {
  [migrationJobKind]: defineHandler(migrationJobInput, async (input, { actor, now, signal, progress }) => {
    const { askedAt, ...asked } = { askedAt: undefined, ...input };
    const { runId, state, stoppedBecause, results } = await migrateFleet({
      ...asked,
      ...(askedAt !== undefined && { unlessStoppedSince: askedAt }),
      actor,
      now,
      signal,
      onProgress: ({ slug }, done, total) => progress(done, total, slug),
    });
    return { runId, state, stoppedBecause, databases: results.length };
  }),
  [backupJobKind]: defineHandler(z.object({}), async (_, { actor, now, signal, progress }) => {
    const plans = await backupPlans(await openMaster());
    const companies = plans.map(({ companyId: id, slug }) => ({ id, slug }));
    const done = await backUpCompanies(companies, actor, now, {
      signal,
      onEach: ({ slug }, finished, total) => progress(finished, total, slug),
    });
    return { taken: done.length, failed: done.filter(({ error }) => error !== null).length };
  }),
  [drillJobKind]: defineHandler(drillJobInput, async ({ companyId, backupId }, { actor, now, signal }) => {
    if (companyId !== undefined && backupId !== undefined) {
      const { passed, error } = await drillBackup(companyId, backupId, actor, now());
      return { drills: 1, failed: passed ? 0 : 1, error };
    }
    const { drills, error } = await drillRestores(drilled, actor, now, signal);
    return { drills: drills.length, failed: drills.filter(({ passed }) => !passed).length, error };
  }),
};
