"use server";
import { z } from "zod";
import { masterAction, masterJourney } from "@/lib/actions/master-action";
import { syncCompanies } from "@/lib/journeys/sync-reference";
import { askForSync } from "@/lib/master/fleet/reference/sync-job";
import { askForReferenceComparison } from "@/lib/master/fleet/reference/sync-states";
import { companySyncPath, syncPath } from "./addresses";

/** Synchronizes one company at once. */
export const syncCompanyNow = masterJourney(
  z.object({ company: z.string() }),
  async ({ actor, now }, { company: companyId }) => {
    const [synced] = await syncCompanies([companyId], actor, now);
    return { companyId, isDone: synced?.plan != null };
  },
  // Why it could not be done, the page says itself.
  { onOk: ({ companyId, isDone }) => `${companySyncPath(companyId)}${isDone ? "?done=synced" : ""}` },
);

/** Asks for a comparison of every company with the catalogue. */
export const compareFleet = masterAction(
  "reference.compare",
  z.object({}),
  ({ tx, user, now }) => askForReferenceComparison(tx, user.id, now),
  { onOk: () => `${syncPath}?done=compareAsked` },
);

/** Asks for a synchronization of every company. */
export const syncFleet = masterAction(
  "reference.sync",
  z.object({}),
  ({ tx, user, now }) => askForSync(tx, user.id, now),
  { onOk: () => `${syncPath}?done=asked` },
);
