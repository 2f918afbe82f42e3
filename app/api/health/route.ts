import { openMaster } from "@/lib/databases";
import { log } from "@/lib/log";
import { masterSchemaVersion } from "@/lib/master/health/master-schema-version";
import { version } from "@/lib/version";

export const dynamic = "force-dynamic";

/** A remote master that does not answer within this is as good as gone. */
const patienceMs = 3_000;

/** For load balancers and monitors: 200 while the master database can be read, else 503. Says nothing secret. */
export async function GET(): Promise<Response> {
  const schemaVersion = await readSchemaVersion();
  const reachable = schemaVersion !== null;
  return Response.json(
    {
      status: reachable ? "ok" : "unavailable",
      version,
      master: { reachable, schemaVersion },
      uptimeSeconds: Math.floor(process.uptime()),
    },
    { status: reachable ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}

async function readSchemaVersion(): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The master database did not answer in time.")), patienceMs);
  });
  try {
    return await Promise.race([openMaster().then(masterSchemaVersion), tooLate]);
  } catch (error) {
    log().error({ err: error }, "The master database cannot be read.");
    return null;
  } finally {
    clearTimeout(timer);
  }
}
