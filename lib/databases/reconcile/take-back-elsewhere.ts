import { and, eq, inArray, lt, ne } from "drizzle-orm";
import { databaseServers, tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { messageWithoutData } from "../errors";
import { claimBack } from "../generations/claim-back";
import { goBack } from "../generations/go-back";
import { isChanging, whileChanging } from "../generations/next-generation";
import { silentMs } from "../generations/staying-alive";
import type { Actor } from "../handles";
import { anyTenantRef, tenantRefColumns } from "../registry";
import type { Finding } from "./finding";

/**
 * Takes back changes of databases on other machines that nobody has been at for a while: whichever host began them died,
 * or cannot reach the master. The registry is told first: should it still be alive after all, it publishes nothing.
 */
export async function takeBackElsewhere(actor: Actor, now: Date): Promise<Finding[]> {
  const silentSince = now.getTime() - silentMs;
  const silent = await engine()
    .master.select(tenantRefColumns)
    .from(tenantDatabases)
    .innerJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .where(
      and(
        inArray(tenantDatabases.state, ["migrating", "restoring"]),
        ne(databaseServers.kind, "file"),
        lt(tenantDatabases.updatedAt, silentSince),
      ),
    );
  const findings: Finding[] = [];
  for (const row of silent) {
    if (isChanging(row.databaseId)) continue;
    const about = { what: "database", id: row.databaseId } as const;
    const ref = anyTenantRef(row);
    try {
      const isTakenBack = await whileChanging(ref, async () => {
        const claim = await claimBack(ref, row.state, { silentSince }, actor);
        if (claim) await goBack(ref, actor, undefined, claim);
        return claim !== null;
      });
      const reason = `${row.state} was interrupted and taken back`;
      if (isTakenBack) findings.push({ ...about, measure: "recovered", reason });
    } catch (error) {
      findings.push({
        ...about,
        measure: "named",
        reason: messageWithoutData(error),
      });
    }
  }
  return findings;
}
