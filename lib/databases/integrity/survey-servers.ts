import { and, isNull, ne } from "drizzle-orm";
import { databaseServers, tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { serverRefOf } from "../servers/server-loads";
import { finding, type IntegrityFinding, reasonOf } from "./finding";

/**
 * Databases on other machines that no row of the registry accounts for, where the server can name what it holds. Only
 * named: whose they are, nobody here can tell.
 */
export async function surveyServers(): Promise<IntegrityFinding[]> {
  const { master, server } = engine();
  const rows = await master
    .select()
    .from(databaseServers)
    .where(and(ne(databaseServers.kind, "file"), isNull(databaseServers.removedAt)));
  const findings: IntegrityFinding[] = [];
  for (const row of rows) {
    try {
      const place = server(serverRefOf(row));
      if (!place.capabilities.list) continue;
      // Before the registry: a company that is being made meanwhile is registered before it has a database.
      const names = await place.list();
      const known = new Set(
        (await master.select({ id: tenantDatabases.id }).from(tenantDatabases)).map(({ id }) => id),
      );
      for (const name of names.filter(({ databaseId }) => !known.has(databaseId))) {
        const message = `The server ${row.name} holds ${place.where(name)}, which the registry does not know.`;
        findings.push(finding("database.unknown", message, { ...name, serverId: row.id }));
      }
    } catch (error) {
      const message = `What the server ${row.name} holds could not be compared with the registry: ${reasonOf(error)}`;
      findings.push(finding("check.failed", message, { check: "databases", serverId: row.id }));
    }
  }
  return findings;
}
