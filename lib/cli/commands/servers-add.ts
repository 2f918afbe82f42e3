import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { addServer } from "@/lib/master/fleet/servers/add-server";
import { type AddServer, addServerInput } from "@/lib/master/fleet/servers/schema";
import { defineCommand } from "../command";

export const serversAdd = defineCommand({
  name: "servers add",
  summary: "Register a database server, once a database was made on it, written, read and removed again",
  options: [
    ["--kind <libsql-server|turso>", "what it is"],
    ["--name <name>", "what to call it"],
    ["--url <url>", "where clients connect (libsql-server)"],
    ["--admin-url <url>", "where namespaces are administered; private (libsql-server)"],
    ["--replica-url <url>", "where reads may go that need not see the newest write (libsql-server)"],
    ["--group <name>", "the group of the organization, for us alone (turso)"],
    ["--region <name>", "where it stands, as you call it"],
    ["--max-databases <number>", "most databases it is to hold; default: no limit"],
  ],
  input: z
    .object({ group: z.string().optional() })
    .loose()
    .transform(({ group, ...given }): unknown => ({ ...given, groupName: group }))
    .pipe(addServerInput as z.ZodType<AddServer, unknown>),
  async run(input, { actor }) {
    const id = await addServer(await openMaster(), actor, input);
    return { data: { id, name: input.name } };
  },
  show: ({ name }) => `${name} works and is registered; new companies' databases may go there.`,
});
