"use server";
import { z } from "zod";
import { masterJourney } from "@/lib/actions/master-action";
import { snapshotUsage } from "@/lib/journeys/snapshot-usage";

/** Looks at every company's database now instead of waiting for the job that does. */
export const refreshFigures = masterJourney(z.object({}), async ({ actor, now }) => {
  const { taken, failed } = await snapshotUsage("all", actor, now);
  return { taken, failed: failed.length };
});
