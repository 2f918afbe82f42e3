import { z } from "zod";
import { snapshotUsage } from "@/lib/journeys/snapshot-usage";
import { previewCompanies, syncCompanies } from "@/lib/journeys/sync-reference";
import { syncJobInput, syncJobKind } from "@/lib/master/fleet/reference/sync-job";
import { compareJobKind, keepState } from "@/lib/master/fleet/reference/sync-states";
import { doctorHandlers } from "./doctor-handlers";
import { exportHandlers } from "./export-handlers";
import { fleetHandlers } from "./fleet-handlers";
import { defineHandler, type JobHandler } from "./handler";
import { letterHandlers } from "./letter-handlers";
import { moveHandlers } from "./move-handlers";
import { restoreHandlers } from "./restore-handlers";
import { sandboxHandlers } from "./sandbox-handlers";

/** What can be asked for with `enqueueJob`, by kind. What recurs by itself is in `host-jobs.ts`. */
export const handlers: Readonly<Record<string, JobHandler>> = {
  ...fleetHandlers,
  ...doctorHandlers,
  ...restoreHandlers,
  ...exportHandlers,
  ...letterHandlers,
  ...sandboxHandlers,
  ...moveHandlers,
  /** Looks at what companies use: all of them, or these. */
  "usage.snapshot": defineHandler(
    z.object({ companyIds: z.array(z.string()).optional() }),
    async ({ companyIds }, { actor, now, signal, progress }) => {
      const { taken, failed } = await snapshotUsage(companyIds ?? "all", actor, now(), {
        signal,
        onEach: ({ slug }, done, total) => progress(done, total, slug),
      });
      return { taken, failed: failed.length };
    },
  ),
  [syncJobKind]: defineHandler(syncJobInput, async ({ companyIds }, { actor, now, signal, progress }) => {
    const done = await syncCompanies(companyIds ?? "all", actor, now(), {
      signal,
      onEach: ({ slug }, finished, total) => progress(finished, total, slug),
    });
    return {
      each: done.map((company) => keepState(company, true)),
      companies: done.length,
      changed: done.filter(({ plan }) => (plan?.changes.length ?? 0) > 0).length,
      conflicts: done.reduce((sum, { plan }) => sum + (plan?.conflicts.length ?? 0), 0),
      failed: done.filter(({ error }) => error !== null).length,
    };
  }),
  [compareJobKind]: defineHandler(z.object({}), async (_, { now, signal, progress }) => {
    const done = await previewCompanies("all", now(), {
      signal,
      onEach: ({ slug }, finished, total) => progress(finished, total, slug),
    });
    return { each: done.map((company) => keepState(company, false)) };
  }),
};
