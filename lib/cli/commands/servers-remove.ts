import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { findServer } from "@/lib/master/fleet/find-server";
import { removeServer } from "@/lib/master/fleet/servers/remove-server";
import { defineCommand } from "../command";

export const serversRemove = defineCommand({
  name: "servers remove",
  summary: "Take a server that was drained, and that nothing is kept on any more, off the list",
  options: [
    ["--server <name>", "which one"],
    ["--yes", "without asking"],
  ],
  input: z.object({ server: z.string(), yes: z.boolean().default(false) }),
  async run({ server, yes }, { actor, now }) {
    const master = await openMaster();
    const { id, name } = await findServer(master, server);
    if (yes) await removeServer(master, actor, id, now());
    return { data: { id, name, removed: yes } };
  },
  show: ({ name, removed }) => (removed ? `${name} is removed.` : `${name} is on the list still.`),
  confirm: ({ name, removed }) =>
    removed ? null : { question: `Take ${name} off the list, for good?`, input: { yes: true } },
});
