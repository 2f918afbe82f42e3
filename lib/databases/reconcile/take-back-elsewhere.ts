import { and, eq, inArray, lt, ne } from "drizzle-orm";
import { databaseServers, tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { goBack } from "../generations/go-back";
import { isChanging, whileChanging } from "../generations/next-generation";
import { silentMs } from "../generations/staying-alive";
import type { Actor } from "../handles";
import { anyTenantRef, tenantRefColumns } from "../registry";
import type { Finding } from "./finding";

/**
 * Takes back changes of databases on other machines that nobody has been at for a while: whichever host began them died,
 * or cannot reach the master. Should it still be alive after all, it finds its fence gone and publishes nothing.
 */
export async function takeBackElsewhere(actor: Actor, now: Date): Promise<Finding[]> {
  const silent = await engine()
    .master.select(tenantRefColumns)
    .from(tenantDatabases)
    .innerJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .where(
      and(
        inArray(tenantDatabases.state, ["migrating", "restoring"]),
        ne(databaseServers.kind, "file"),
        lt(tenantDatabases.updatedAt, now.getTime() - silentMs),
      ),
    );
  const findings: Finding[] = [];
  for (const row of silent) {
    if (isChanging(row.databaseId)) continue;
    const about = { what: "database", id: row.databaseId } as const;
    const ref = anyTenantRef(row);
    const reason = await whileChanging(ref, () => goBack(ref, actor)).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const recovered = `${row.state} was interrupted and taken back`;
    findings.push(
      reason === null
        ? { ...about, measure: "recovered", reason: recovered }
        : { ...about, measure: "named", reason },
    );
  }
  return findings;
}
