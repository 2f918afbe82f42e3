import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKeyPair } from "jose";
import { startSqld } from "@/lib/testing/sqld";
import { startTursoApi } from "@/lib/testing/turso-api";
import { Template, tenantTemplate } from "../template";
import { contractContent, keepsTheContract } from "./contract.fixture";
import { FileServer } from "./file";
import { LibsqlServer } from "./libsql-server";
import { tursoAt } from "./turso.fixture";

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
  const template = tenantTemplate(async () => contractContent);
  const server = new LibsqlServer(ref, { signingKey: () => sqld.signingKey, adminAuthKey: null, template });
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519" });
  const stranger = new LibsqlServer(ref, {
    signingKey: () => privateKey,
    adminAuthKey: null,
    template,
  });
  return { server, key: null, openWrongly: (name) => stranger.open(name, null), stop: sqld.stop };
});

keepsTheContract("turso", async () => {
  const api = await startTursoApi();
  const template = tenantTemplate(async () => contractContent);
  const server = tursoAt(api, { template });
  const stranger = tursoAt(api, { template, apiToken: "somebody-else" });
  return { server, key: null, openWrongly: (name) => stranger.open(name, null), stop: api.stop };
});
