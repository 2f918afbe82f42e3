import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { revokeServerTokens } from "@/lib/master/fleet/servers/revoke-tokens";
import { defineCommand } from "../command";

export const serversRevokeTokens = defineCommand({
  name: "servers revoke-tokens",
  summary:
    "Make every token worthless that opens databases of a server at Turso; whoever is connected goes on",
  options: [["--server <name>", "which one"]],
  input: z.object({ server: z.string() }),
  async run({ server }, { actor }) {
    return { data: await revokeServerTokens(await openMaster(), actor, server) };
  },
  show: ({ name }) => `No token made before now opens a database of ${name}.`,
});
