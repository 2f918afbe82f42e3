import { openMaster, serverLoads, serverRefOf } from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { ConfigurationError } from "@/lib/env";
import { log } from "@/lib/log";

/**
 * A start ends here when what is configured cannot reach a server that holds companies' databases: nobody should find
 * out only when they open theirs. A server that is down is another matter; it comes back.
 * @throws ConfigurationError saying what is missing
 */
export async function assertServersUsable(): Promise<void> {
  for (const server of await serverLoads(await openMaster())) {
    if (server.databases === 0) continue;
    try {
      engine().server(serverRefOf(server));
    } catch (error) {
      if (error instanceof ConfigurationError)
        throw new ConfigurationError(`${server.name}: ${error.message}`);
      log().error({ err: error, server: server.name }, "A database server cannot be reached from here.");
    }
  }
}
