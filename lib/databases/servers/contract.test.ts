import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKeyPair } from "jose";
import { startSqld } from "@/lib/testing/sqld";
import { buildTenant, Template } from "../template";
import { contractContent, keepsTheContract } from "./contract.fixture";
import { FileServer } from "./file";
import { LibsqlServer } from "./libsql-server";

keepsTheContract("file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "medadmin-contract-"));
  const template = new Template(join(folder, "templates"), async () => contractContent);
  const server = new FileServer("subject", join(folder, "tenants"), (path, key) =>
    template.copyTo(path, key),
  );
  const key = randomBytes(32).toString("hex");
  return {
    server,
    key,
    openWrongly: (name) => server.open(name, randomBytes(32).toString("hex")),
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
});

keepsTheContract("libsql-server", async () => {
  const sqld = await startSqld();
  const ref = { id: "subject", kind: "libsql-server", url: sqld.url, adminUrl: sqld.adminUrl } as const;
  const build = (client: Parameters<typeof buildTenant>[0]) => buildTenant(client, contractContent);
  const server = new LibsqlServer(ref, { signingKey: sqld.signingKey, build });
  const { privateKey: signingKey } = await generateKeyPair("EdDSA", { crv: "Ed25519" });
  const stranger = new LibsqlServer(ref, { signingKey, build });
  return { server, key: null, openWrongly: (name) => stranger.open(name, null), stop: sqld.stop };
});
