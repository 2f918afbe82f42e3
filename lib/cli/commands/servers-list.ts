import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { type ListedServer, serversWithHealth } from "@/lib/master/fleet/servers/servers-with-health";
import { defineCommand } from "../command";
import { table } from "../table";

export const serversList = defineCommand({
  name: "servers list",
  summary:
    "Where companies' databases can be: how many are there, how much room is left, and whether each works",
  input: z.object({}),
  async run() {
    const servers = await serversWithHealth(await openMaster());
    return { data: servers.map(lineOf), failed: servers.some(isNeededAndDown) };
  },
  show: (servers) => {
    const columns = ["Name", "Kind", "Address", "Region", "Databases", "Free", "State", "Answers"];
    const rows = servers.map((each) => [
      each.name,
      each.kind,
      each.url ?? each.group ?? "data folder",
      each.region,
      each.databases,
      each.free,
      each.draining ? "being emptied" : each.acceptsNew ? "takes new ones" : "closed",
      each.health.latencyMs === null ? "no" : `${Math.round(each.health.latencyMs)} ms`,
    ]);
    const problems = servers.flatMap(({ name, health }) =>
      health.problem ? [`${name}: ${health.problem.message}`] : [],
    );
    return [table(columns, rows), ...problems].join("\n");
  },
});

/** Nobody misses a server that holds nothing and gets nothing. */
function isNeededAndDown({ health, databases, acceptsNew }: ListedServer): boolean {
  return health.problem !== null && (databases > 0 || acceptsNew);
}

function lineOf(server: ListedServer) {
  const { id, name, kind, url, adminUrl, replicaUrl, groupName, region, acceptsNew, drainingAt } = server;
  return {
    id,
    name,
    kind,
    url: url || null,
    adminUrl,
    replicaUrl,
    group: groupName,
    region,
    acceptsNew,
    draining: drainingAt !== null,
    drainingSince: drainingAt,
    databases: server.databases,
    maxDatabases: server.maxDatabases,
    free: server.free,
    health: server.health,
  };
}
