import { type Actor, type MasterDb, recordAudit, serverRefOf, write } from "@/lib/databases";
import { revokeTokens } from "@/lib/databases/servers/revoke-tokens";
import { findServer } from "../find-server";

/**
 * Makes the tokens of a server's databases worthless, and says so in the platform's audit.
 * @returns the server's name
 * @throws NotFound `server`; EngineError `NotSupported`, `WrongKey`, `Busy`, `ServerFailed`
 */
export async function revokeServerTokens(
  master: MasterDb,
  actor: Actor,
  nameOrId: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const server = await findServer(master, nameOrId);
  const { id, name } = server;
  await revokeTokens(serverRefOf(server));
  await write(master, actor, (tx) =>
    recordAudit(tx, { action: "server.tokens-revoked", subject: { type: "server", id, label: name } }),
  );
  return { id, name };
}
