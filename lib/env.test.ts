import { describe, expect, it } from "vitest";
import { assertDeployable, ConfigurationError, readEnv } from "./env";

const secret = "a-secret-of-at-least-thirty-two-characters";

describe("environment", () => {
  it("needs no variable at all", () => {
    const env = readEnv({});
    expect(env).toMatchObject({ host: "127.0.0.1", port: 3000, masterDatabase: null, sessionSecret: null });
    expect(env.dataDir).toBe(`${process.cwd()}/data`);
  });

  it("takes an empty variable for one that is not set", () => {
    expect(readEnv({ PORT: "", AUTH_SECRET: " ", PUBLIC_URL: "" })).toMatchObject({
      port: 3000,
      sessionSecret: null,
      publicUrl: null,
    });
  });

  it("prefers AUTH_SECRET to next-auth's older name, and PUBLIC_URL to NEXTAUTH_URL", () => {
    const older = `${secret}-older`;
    expect(readEnv({ AUTH_SECRET: secret, NEXTAUTH_SECRET: older }).sessionSecret).toBe(secret);
    expect(readEnv({ NEXTAUTH_SECRET: older }).sessionSecret).toBe(older);
    expect(readEnv({ PUBLIC_URL: "https://a.example/", NEXTAUTH_URL: "https://b.example" }).publicUrl).toBe(
      "https://a.example",
    );
  });

  it.each([
    ["PORT", "eighty"],
    ["PORT", "70000"],
    ["AUTH_SECRET", "short"],
    ["PUBLIC_URL", "medadmin.example"],
    ["MASTER_DATABASE_URL", "postgres://localhost/medadmin"],
    ["LOG_LEVEL", "loud"],
    ["TRUSTED_PROXY", "-1"],
    ["TURSO_API_TOKEN", "with a space and a\u0001 character"],
    ["TURSO_ORGANIZATION", "../else"],
  ])("names %s when its value is %s, in one line", (name, value) => {
    expect(() => readEnv({ [name]: value })).toThrow(ConfigurationError);
    expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`^The environment variable ${name} [^\n]+$`));
  });
});

describe("the account at Turso", () => {
  const account = { TURSO_API_TOKEN: "a-token-of-the-platform", TURSO_ORGANIZATION: "acme" };

  it("is none unless it is set, and then whole", () => {
    expect(readEnv({}).turso).toBeNull();
    expect(readEnv(account).turso).toEqual({ apiToken: "a-token-of-the-platform", organization: "acme" });
    for (const name of ["TURSO_API_TOKEN", "TURSO_ORGANIZATION"]) {
      expect(() => readEnv({ ...account, [name]: "" })).toThrow(ConfigurationError);
    }
  });
});

describe("the bucket for backups", () => {
  const keys = { BACKUP_S3_ACCESS_KEY_ID: "a", BACKUP_S3_SECRET_ACCESS_KEY: "b" };

  it("is none unless it is named, and then whole", () => {
    expect(readEnv(keys).backupStorage).toBeNull();
    expect(readEnv({ ...keys, BACKUP_S3_URL: "https://s3.example/bucket/" }).backupStorage).toEqual({
      url: "https://s3.example/bucket",
      region: "auto",
      accessKeyId: "a",
      secretAccessKey: "b",
    });
  });

  it.each([
    [{ BACKUP_S3_URL: "https://s3.example/bucket" }, "BACKUP_S3_ACCESS_KEY_ID"],
    [{ ...keys, BACKUP_S3_URL: "https://s3.example" }, "must end with the bucket"],
    [{ ...keys, BACKUP_S3_URL: "s3://bucket" }, "BACKUP_S3_URL"],
  ])("%j is refused", (set, why) => {
    expect(() => readEnv(set)).toThrow(why);
  });
});

describe("on Vercel", () => {
  const vercel = { VERCEL: "1", AUTH_SECRET: secret, MASTER_DATABASE_URL: "libsql://master.example" };

  it("starts with a secret and a remote database", () => {
    expect(() => assertDeployable(readEnv(vercel))).not.toThrow();
  });

  it("refuses to start without a secret", () => {
    expect(() => assertDeployable(readEnv({ ...vercel, AUTH_SECRET: "" }))).toThrow(/AUTH_SECRET/);
  });

  it.each(["", "file:data/master.db"])("refuses to start with the database %j", (url) => {
    expect(() => assertDeployable(readEnv({ ...vercel, MASTER_DATABASE_URL: url }))).toThrow(
      /MASTER_DATABASE_URL/,
    );
  });
});
