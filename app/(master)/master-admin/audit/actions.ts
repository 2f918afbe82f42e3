"use server";
import { z } from "zod";
import { masterJourney } from "@/lib/actions/master-action";
import { verifyAllAudits } from "@/lib/journeys/verify-audit";

/** Takes every hash again; what came of it stands in the audit, and from there on the page. */
export const verifyNow = masterJourney(z.object({}), async ({ master, actor }) => {
  await verifyAllAudits(master, actor);
});
