import { carriesToken } from "@/lib/auth/bearer-token";
import { env } from "@/lib/env";
import { type RanJob, runDueJobs } from "@/lib/jobs/run-due-jobs";

export const dynamic = "force-dynamic";

/** Seconds that a serverless platform lets it run. */
export const maxDuration = 60;
const budgetMs = 45_000;

/**
 * For hosts where no process runs long: does what is due, for at most 45 seconds, and answers how many jobs ended how.
 * What is not done by then goes on with the next call. Whoever does not carry `CRON_SECRET` gets 401, and so does
 * everybody while it is not set.
 */
export async function GET(request: Request): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  if (!carriesToken(request.headers, env().cronSecret)) {
    return Response.json({ error: "unauthorized" }, { status: 401, headers });
  }
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(budgetMs)]);
  return Response.json({ ended: countEnds(await runDueJobs({ signal })) }, { headers });
}

export const POST = GET;

function countEnds(ran: readonly RanJob[]): Record<RanJob["end"], number> {
  const ended = { done: 0, failed: 0, dead: 0, released: 0, lost: 0 };
  for (const { end } of ran) ended[end]++;
  return ended;
}
