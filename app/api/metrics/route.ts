import { carriesToken } from "@/lib/auth/bearer-token";
import { isLocalPeer } from "@/lib/auth/local-peer";
import { env } from "@/lib/env";
import { metricsContentType, writeMetrics } from "@/lib/metrics/write-metrics";

export const dynamic = "force-dynamic";

/**
 * For Prometheus: to who carries `METRICS_TOKEN`, and to who asks from this machine. Figures only, no person and no
 * company; even so they are nobody else's.
 */
export async function GET(request: Request): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  if (!carriesToken(request.headers, env().metricsToken) && !isLocalPeer(request.headers)) {
    return Response.json({ error: "unauthorized" }, { status: 401, headers });
  }
  const text = await writeMetrics(new Date());
  return new Response(text, { headers: { ...headers, "Content-Type": metricsContentType } });
}
