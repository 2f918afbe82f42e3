import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { findServer } from "@/lib/master/fleet/find-server";
import { changeServer } from "@/lib/master/fleet/servers/change-server";
import { changeServerInput } from "@/lib/master/fleet/servers/schema";
import { defineCommand } from "../command";

export const serversChange = defineCommand({
  name: "servers change",
  summary: "Change what is known of a database server; a new address is tried first",
  options: [
    ["--server <name>", "which one"],
    ["--name <name>", "another name"],
    ["--url <url>", "another address for clients"],
    ["--admin-url <url>", "another address of the administration"],
    ["--replica-url <url|none>", "where reads may go that need not see the newest write"],
    ["--region <name|none>", "where it stands"],
    ["--max-databases <number|none>", "most databases it is to hold"],
    ["--accept", "new databases may go there"],
    ["--close", "no new databases go there by themselves"],
  ],
  input: z
    .object({
      server: z.string(),
      name: z.string().optional(),
      url: z.string().optional(),
      adminUrl: z.string().optional(),
      replicaUrl: z.string().optional(),
      region: z.string().optional(),
      maxDatabases: z.string().optional(),
      accept: z.boolean().default(false),
      close: z.boolean().default(false),
    })
    .refine(({ accept, close }) => !(accept && close), {
      path: ["close"],
      error: "does not go with --accept",
    })
    .transform(({ server, accept, close, replicaUrl, region, ...change }, context) => {
      const parsed = changeServerInput.safeParse({
        ...change,
        ...(replicaUrl !== undefined && { replicaUrl: noneIsEmpty(replicaUrl) }),
        ...(region !== undefined && { region: noneIsEmpty(region) }),
        ...((accept || close) && { acceptsNew: accept }),
      });
      if (parsed.success) return { server, change: parsed.data };
      for (const { path, message } of parsed.error.issues) {
        context.addIssue({ code: "custom", path: [...path], message });
      }
      return z.NEVER;
    }),
  async run({ server, change }, { actor }) {
    const master = await openMaster();
    const { id, name } = await findServer(master, server);
    return { data: { id, name, changed: await changeServer(master, actor, id, change) } };
  },
  show: ({ name, changed }) => (changed ? `${name} is changed.` : `${name} is like that already.`),
});

const noneIsEmpty = (value: string) => (value === "none" ? "" : value);
