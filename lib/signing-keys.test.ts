import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { linkSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv } from "./env";
import {
  adoptSigningKey,
  discardStagedSigningKey,
  forgetFormerSigningKey,
  makeSigningKey,
  publicPem,
  signingKey,
  signingKeys,
  stageSigningKey,
} from "./signing-keys";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medadmin-signing-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const config = (variables: Record<string, string> = {}) => readEnv({ DATA_DIR: folder, ...variables });
const made = () => signingKeys(config());

describe("the key that signs for libSQL servers", () => {
  it("is made once, for this user's eyes only", () => {
    const pem = publicPem(signingKey(config()));
    expect(pem).toMatch(/^-----BEGIN PUBLIC KEY-----\n.{60}\n-----END PUBLIC KEY-----\n$/);
    expect(publicPem(signingKey(config()))).toBe(pem);
    expect(statSync(join(folder, "secrets", "libsql-signing")).mode & 0o777).toBe(0o600);
  });

  it("comes from the environment in one line, in PEM, or in PEM whose line ends are written out", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const line = privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
    const expected = publicKey.export({ type: "spki", format: "pem" }).toString();
    for (const LIBSQL_SIGNING_KEY of [pem, line, pem.replaceAll("\n", "\\n")]) {
      expect(publicPem(signingKey(config({ LIBSQL_SIGNING_KEY })))).toBe(expected);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is refused by name when it is none, or of another kind", () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const other = rsa.export({ type: "pkcs8", format: "pem" }).toString();
    for (const LIBSQL_SIGNING_KEY of ["x".repeat(64), other, publicPem(signingKey(config()))]) {
      expect(() => signingKey(config({ LIBSQL_SIGNING_KEY }))).toThrow(
        /^LIBSQL_SIGNING_KEY is not an Ed25519/,
      );
    }
    const next = { LIBSQL_SIGNING_KEY: makeSigningKey(), LIBSQL_SIGNING_KEY_NEXT: "y".repeat(40) };
    expect(() => signingKeys(config(next))).toThrow(/^LIBSQL_SIGNING_KEY_NEXT is not/);
  });

  it("is never made on Vercel", () => {
    expect(() => signingKey(config({ VERCEL: "1" }))).toThrow(/On Vercel LIBSQL_SIGNING_KEY must be set/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is replaced by one that stood beside it, and kept until it is forgotten", () => {
    const first = publicPem(made().current);
    stageSigningKey(config());
    const staged = made().next;
    stageSigningKey(config());
    expect(made().next && publicPem(made().next ?? made().current)).toBe(staged && publicPem(staged));
    expect(publicPem(made().current)).toBe(first);
    adoptSigningKey(config());
    expect(made()).toMatchObject({ next: null });
    expect([made().current, made().former].map((key) => key && publicPem(key))).toEqual([
      staged && publicPem(staged),
      first,
    ]);
    forgetFormerSigningKey(config());
    stageSigningKey(config());
    discardStagedSigningKey(config());
    expect(made()).toMatchObject({ next: null, former: null });
    expect(createPublicKey(made().current).asymmetricKeyType).toBe("ed25519");
  });

  it("has replaced nothing yet for who died while it was replaced, and is replaced the next time", () => {
    const before = publicPem(made().current);
    stageSigningKey(config());
    const secrets = join(folder, "secrets");
    linkSync(join(secrets, "libsql-signing"), join(secrets, "libsql-signing.former"));
    expect(made()).toMatchObject({ former: null, next: expect.anything() });
    adoptSigningKey(config());
    const { current, former } = made();
    expect(publicPem(current)).not.toBe(before);
    expect(former && publicPem(former)).toBe(before);
  });
});
