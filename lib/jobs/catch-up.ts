import { openMaster } from "@/lib/databases";
import { companiesWithCrossings, performCrossings } from "@/lib/journeys/crossings";
import { log } from "@/lib/log";
import { within } from "./within";

/**
 * Does what was planned for companies' databases and not done; one that cannot be reached does not stop the others.
 * @param signal looked at between two companies
 */
export async function catchUp(
  now: Date,
  signal?: AbortSignal,
  perform: typeof performCrossings = performCrossings,
): Promise<void> {
  const master = await openMaster();
  for (const companyId of await companiesWithCrossings(master)) {
    if (signal?.aborted) return;
    try {
      await perform(master, companyId, now);
    } catch (error) {
      log().warn({ err: error, companyId }, "What is planned for a company could not be done yet.");
    }
  }
}

/** Nobody is served before the start is over, so one server that does not answer must not hold everybody up. */
const longestAtStartMs = 2_000;

/** As `catchUp`, for so long as a start may take; what is left then is done by what recurs. */
export async function catchUpAtStart(
  now: Date,
  longestMs = longestAtStartMs,
  perform: typeof performCrossings = performCrossings,
): Promise<void> {
  const over = new AbortController();
  let isDone = false;
  await within(longestMs, async () => {
    await catchUp(now, over.signal, perform).catch((error: unknown) => {
      log().warn({ err: error }, "What is planned for companies could not be looked at.");
    });
    isDone = true;
  });
  over.abort();
  if (!isDone) log().warn("What is planned for companies goes on after the start.");
}
