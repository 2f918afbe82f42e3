import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { ServerRef } from "../../registry";
import { smallTemplate } from "../turso.fixture";
import { databaseUrl } from "./database-url";
import { tursoServers } from "./turso-servers";

const account = { apiToken: "secret-platform-token", organization: "acme" };
const ref = (over: Partial<ServerRef> = {}): ServerRef => ({
  ...{ id: "t", kind: "turso", url: "", adminUrl: null, groupName: "default" },
  ...over,
});
const name = { databaseId: "01a1ff75-2ed8-7d3d-b154-9e8ee9485390", generation: 1 };

describe("a server of the kind turso", () => {
  it("is at Turso's own address when its row names none, and tells no secret", () => {
    const server = tursoServers(account, smallTemplate())(ref());
    expect(server.where(name)).toBe(
      `https://api.turso.tech/v1/organizations/acme/databases/${name.databaseId}-1`,
    );
    const told = JSON.stringify(server) + inspect(server, { depth: null, showHidden: true });
    expect(told).not.toContain(account.apiToken);
  });

  it.each([
    "http://api.turso.tech",
    "ftp://api.turso.tech",
    "api.turso.tech",
    "https://user:password@api.turso.tech",
    "https://api.turso.tech/?to=elsewhere",
    "http://127.0.0.1.evil.example",
  ])("is never asked at %s, where the token could be read or lost", (url) => {
    const servers = tursoServers(account, smallTemplate());
    expect(() => servers(ref({ url }))).toThrow(expect.objectContaining({ code: "BadConfiguration" }));
  });

  it("needs a group", () => {
    const servers = tursoServers(account, smallTemplate());
    for (const groupName of [null, ""]) {
      expect(() => servers(ref({ groupName }))).toThrow(
        expect.objectContaining({ code: "BadConfiguration" }),
      );
    }
  });
});

describe("the host of a database", () => {
  it("is reached with TLS", () => {
    expect(databaseUrl("a-1-acme.aws-eu-west-1.turso.io")).toBe("https://a-1-acme.aws-eu-west-1.turso.io");
  });

  it.each([
    "",
    "localhost",
    "turso.io/path",
    "turso.io:80",
    "user@turso.io",
    "turso.io?x",
    "turso.io#x",
    "tur so.io",
    "turso..io",
    ".turso.io",
    "-a.turso.io",
    "turso.io\\evil.example",
    "turso.io\n",
    "[::1].turso.io",
    "ⓣurso.io",
    "%61.turso.io",
  ])("is a host and nothing else: %j", (hostname) => {
    expect(() => databaseUrl(hostname)).toThrow(expect.objectContaining({ code: "ServerFailed" }));
  });

  it("has a name that can be looked up, or the organization is told", () => {
    expect(() => databaseUrl(`${"a".repeat(64)}.turso.io`)).toThrow(/shorter slug/);
  });
});
