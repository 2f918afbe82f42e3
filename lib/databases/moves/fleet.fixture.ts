import { exportJWK, importJWK, type JWK } from "jose";
import { databaseServers } from "@/drizzle/master/schema/registry";
import { testActor } from "@/lib/testing/actor";
import { emptyContent } from "@/lib/testing/engine";
import type { Sqld } from "@/lib/testing/sqld";
import { engine } from "../engine";
import { LibsqlServer } from "../servers/libsql-server";
import type { ServerFactories } from "../start-engine";
import { type TemplateSource, tenantTemplate } from "../template";
import { write } from "../write";

/** A libSQL server as another process reaches it. */
export interface Reachable {
  readonly id: string;
  readonly url: string;
  readonly adminUrl: string;
  readonly key: JWK;
}

export async function reachable(id: string, { url, adminUrl, signingKey }: Sqld): Promise<Reachable> {
  return { id, url, adminUrl, key: await exportJWK(signingKey) };
}

export async function factoriesOf(
  servers: readonly Reachable[],
  content: TemplateSource = emptyContent,
): Promise<ServerFactories> {
  const keys = new Map(
    await Promise.all(servers.map(async ({ id, key }) => [id, await importJWK(key, "EdDSA")] as const)),
  );
  return {
    "libsql-server": (ref) =>
      new LibsqlServer(ref, {
        signingKey: () => {
          const key = keys.get(ref.id);
          if (!key || key instanceof Uint8Array) throw new Error("This server has no signing key.");
          return key;
        },
        adminAuthKey: null,
        template: tenantTemplate(content),
      }),
  };
}

/** New companies do not go there by themselves. */
export function registerServers(servers: readonly Reachable[]): Promise<unknown> {
  return write(engine().master, testActor, (tx) =>
    tx.insert(databaseServers).values(
      servers.map(({ id, url, adminUrl }) => ({
        id,
        name: id,
        kind: "libsql-server" as const,
        acceptsNew: false,
        url,
        adminUrl,
      })),
    ),
  );
}
