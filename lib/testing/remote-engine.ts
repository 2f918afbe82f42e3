import { type CryptoKey, SignJWT } from "jose";
import { databaseServers } from "@/drizzle/master/schema";
import { openMaster, write } from "@/lib/databases";
import { LibsqlServer } from "@/lib/databases/servers/libsql-server";
import { type EngineOptions, startEngine, stopEngine } from "@/lib/databases/start-engine";
import { tenantTemplate } from "@/lib/databases/template";
import { testActor } from "./actor";
import { emptyContent, testKek } from "./engine";
import { type Sqld, startSqld } from "./sqld";

/** An engine with nothing in files, as each of several web hosts has it. */
export function remoteOptions(
  master: { url: string; authToken: string },
  signingKey: CryptoKey,
): EngineOptions {
  const template = tenantTemplate(emptyContent);
  return {
    place: { master, kek: testKek },
    servers: {
      "libsql-server": (ref) =>
        new LibsqlServer(ref, { signingKey: () => signingKey, adminAuthKey: null, template }),
    },
    content: emptyContent,
  };
}

/** Real libSQL servers: one with the master, one with companies, and a replica of that when asked for; all registered. */
export async function testRemoteEngine({ replicated = false } = {}) {
  const [masterSqld, sqld] = await Promise.all([startSqld({ namespaces: false }), startSqld()]);
  const replica: Sqld | null = replicated ? await startSqld({ replicaOf: sqld }) : null;
  const authToken = await new SignJWT({ a: "rw" })
    .setProtectedHeader({ alg: "EdDSA" })
    .sign(masterSqld.signingKey);
  const master = { url: masterSqld.url, authToken };
  const options = remoteOptions(master, sqld.signingKey);
  const engine = await startEngine(options);
  const { url, adminUrl } = sqld;
  await write(await openMaster(), testActor, (tx) =>
    tx.insert(databaseServers).values({
      id: "sqld",
      kind: "libsql-server",
      name: "Remote",
      url,
      adminUrl,
      replicaUrl: replica?.url ?? null,
    }),
  );
  const dispose = async () => {
    await stopEngine();
    await Promise.all([masterSqld.stop(), sqld.stop(), replica?.stop()]);
  };
  return { engine, options, master, sqld, masterSqld, replica, actor: testActor, dispose };
}
