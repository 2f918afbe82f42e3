import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Env, readEnv } from "./env";
import { adoptKeyEncryption, discardKeyEncryption, secrets, stageKeyEncryption } from "./secrets";

const given = "a-secret-of-at-least-thirty-two-characters";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medadmin-secrets-"));
  forget();
});
afterEach(() => rmSync(folder, { recursive: true }));

const config = (variables: Record<string, string> = {}): Env => readEnv({ DATA_DIR: folder, ...variables });
const forget = () => delete (globalThis as Record<symbol, unknown>)[Symbol.for("medadmin.secrets")];
const mode = (path: string) => statSync(path).mode & 0o777;

describe("secrets", () => {
  it("are made once, for this user's eyes only, and stay the same", () => {
    const made = secrets(config());
    expect(made.session).not.toBe(made.keyEncryption);
    expect(readdirSync(join(folder, "secrets")).sort()).toEqual(["key-encryption", "session"]);
    expect(mode(join(folder, "secrets"))).toBe(0o700);
    expect(mode(join(folder, "secrets", "session"))).toBe(0o600);
    forget();
    expect(secrets(config())).toEqual(made);
  });

  it("come from the environment when they are there, and then leave no file", () => {
    const set = secrets(config({ AUTH_SECRET: given, KEY_ENCRYPTION_KEY: `${given}-2` }));
    expect(set).toEqual({ session: given, keyEncryption: `${given}-2`, nextKeyEncryption: null });
    expect(readdirSync(folder)).toEqual([]);
  });

  it("are never made on Vercel", () => {
    expect(() => secrets(config({ VERCEL: "1" }))).toThrow(/On Vercel AUTH_SECRET must be set/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("need no key for encrypting files where there are none", () => {
    expect(secrets(config({ VERCEL: "1", AUTH_SECRET: given })).session).toBe(given);
    forget();
    expect(secrets(config()).session).not.toBe("");
    expect(readdirSync(join(folder, "secrets"))).toEqual(["session"]);
  });

  it("are not replaced when the keyring still needs the missing one", () => {
    writeFileSync(join(folder, "keyring.db"), "");
    expect(() => secrets(config()).keyEncryption).toThrow(/key-encryption is missing/);
  });

  it("are closed again to others when somebody opened them", () => {
    secrets(config());
    chmodSync(join(folder, "secrets", "session"), 0o644);
    forget();
    secrets(config());
    expect(mode(join(folder, "secrets", "session"))).toBe(0o600);
  });

  it("are not taken from a damaged file", () => {
    secrets(config());
    writeFileSync(
      join(folder, "secrets", "session"),
      readFileSync(join(folder, "secrets", "session")).subarray(0, 5),
    );
    forget();
    expect(() => secrets(config())).toThrow(/is damaged/);
  });

  it("are explained in one line when the folder cannot be used", () => {
    writeFileSync(join(folder, "secrets"), "a file in the way");
    expect(() => secrets(config())).toThrow(/^The data folder [^\n]+ cannot hold the secrets: [^\n]+$/);
  });

  it("let another key-encryption key stand beside the current one, and then take its place in one step", () => {
    const found = secrets(config());
    const first = found.keyEncryption;
    stageKeyEncryption(`${given}-next`, config());
    stageKeyEncryption(`${given}-later`, config());
    expect([found.keyEncryption, found.nextKeyEncryption]).toEqual([first, `${given}-next`]);
    expect(mode(join(folder, "secrets", "key-encryption.next"))).toBe(0o600);
    adoptKeyEncryption(config());
    expect([found.keyEncryption, found.nextKeyEncryption]).toEqual([`${given}-next`, null]);
    stageKeyEncryption(`${given}-third`, config());
    discardKeyEncryption(config());
    expect([found.keyEncryption, found.nextKeyEncryption]).toEqual([`${given}-next`, null]);
  });
});
