import { z } from "zod";
import { makeCompanyExport } from "@/lib/journeys/exports/make-company-export";
import { exportJobKind } from "@/lib/master/fleet/exports/queries";
import { defineHandler, type JobHandler } from "./handler";

/** What companies ask for themselves. */
export const exportHandlers: Readonly<Record<string, JobHandler>> = {
  [exportJobKind]: defineHandler(
    z.object({ exportId: z.string() }),
    async ({ exportId }, { actor, now, signal, progress }) => {
      await makeCompanyExport(exportId, actor, now, {
        signal,
        onFile: (name, done, total) => progress(done, total, name),
      });
      return { exportId };
    },
  ),
};
