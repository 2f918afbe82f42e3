"use server";
import { masterJourney } from "@/lib/actions/master-action";
import { addServer } from "@/lib/master/fleet/servers/add-server";
import { changeServer } from "@/lib/master/fleet/servers/change-server";
import { aboutServer, changeServerForm } from "@/lib/master/fleet/servers/forms";
import { provenOrRefused } from "@/lib/master/fleet/servers/proven-or-refused";
import { assertUnchanged } from "@/lib/master/fleet/servers/read-server";
import { removeServer } from "@/lib/master/fleet/servers/remove-server";
import { revokeServerTokens } from "@/lib/master/fleet/servers/revoke-tokens";
import { addServerInput } from "@/lib/master/fleet/servers/schema";
import { fleetDone, serverPath, serversPath } from "../addresses";

/** A second time it is refused: two rows of one server are. */
export const addServerAction = masterJourney(
  addServerInput,
  ({ master, actor }, input) => addServer(master, actor, input),
  { onOk: (id) => fleetDone(serverPath(id), "added") },
);

export const removeServerAction = masterJourney(
  aboutServer,
  ({ master, actor, now }, { serverId }) => removeServer(master, actor, serverId, now),
  { onOk: () => fleetDone(serversPath, "removed") },
);

/** Again is fine: nobody who is connected rightly notices. */
export const revokeTokensAction = masterJourney(
  aboutServer,
  async ({ master, actor }, { serverId }) => {
    await provenOrRefused(() => revokeServerTokens(master, actor, serverId));
    return serverId;
  },
  { onOk: (id) => fleetDone(serverPath(id), "tokensRevoked") },
);

export const changeServerAction = masterJourney(
  changeServerForm,
  async ({ master, actor }, { serverId, opened, draining, remote, replicaUrl, acceptsNew, ...change }) => {
    await assertUnchanged(master, serverId, opened);
    const isChanged = await changeServer(master, actor, serverId, {
      ...change,
      ...(remote && { replicaUrl: replicaUrl ?? null }),
      ...(!draining && { acceptsNew }),
    });
    return { serverId, done: isChanged ? "changed" : "same" };
  },
  { onOk: ({ serverId, done }) => fleetDone(serverPath(serverId), done) },
);
