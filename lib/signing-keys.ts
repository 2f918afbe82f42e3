import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { ConfigurationError, type Env, env } from "./env";
import { forgetSecret, keepSecret, keptSecret, replaceSecret, storedSecret } from "./secrets";

/** What libSQL servers know us by: Ed25519 keys, of which we have the private half. */
export interface SigningKeys {
  /** Signs every token. */
  readonly current: KeyObject;
  /** What is about to take its place; null unless it is being replaced. */
  readonly next: KeyObject | null;
  /** What `current` replaced, until every server was seen to refuse it; null where the environment holds the keys. */
  readonly former: KeyObject | null;
}

const parsed = new Map<string, KeyObject>();

/**
 * The key that signs for libSQL servers: from the environment, else from `DATA_DIR/secrets`, where it is made once.
 * Read anew each time: it may have been replaced.
 * @throws ConfigurationError when there is none and none may be made, or when it is not an Ed25519 key
 */
export function signingKey(config: Env = env()): KeyObject {
  return config.libsqlSigningKey === null
    ? parse(storedSecret(config, "libsql-signing", makeSigningKey), "secrets/libsql-signing")
    : parse(config.libsqlSigningKey, "LIBSQL_SIGNING_KEY");
}

/** @throws ConfigurationError as `signingKey` */
export function signingKeys(config: Env = env()): SigningKeys {
  const current = signingKey(config);
  if (config.libsqlSigningKey !== null) {
    const next = config.nextLibsqlSigningKey;
    return { current, next: next === null ? null : parse(next, "LIBSQL_SIGNING_KEY_NEXT"), former: null };
  }
  const kept = (file: "libsql-signing.next" | "libsql-signing.former") => {
    const value = keptSecret(file, config);
    return value === null ? null : parse(value, `secrets/${file}`);
  };
  const former = kept("libsql-signing.former");
  // Whoever died over `adoptSigningKey` left the current key as the former one, which would wait for its own refusal.
  return { current, next: kept("libsql-signing.next"), former: former === current ? null : former };
}

/** A private key of its own, as `LIBSQL_SIGNING_KEY` takes it: PKCS#8 in Base64 on one line. */
export function makeSigningKey(): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  return privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
}

/** The public half in PEM, as sqld takes it in its key file; several may follow each other there. */
export function publicPem(key: KeyObject): string {
  return createPublicKey(key).export({ type: "spki", format: "pem" }).toString();
}

/** Puts another key beside the current one, to take its place. One that is there stays. */
export function stageSigningKey(config: Env = env()): void {
  keepSecret("libsql-signing.next", makeSigningKey(), config);
}

/** What was staged signs from now on; what it replaces is kept until servers were seen to refuse it. */
export function adoptSigningKey(config: Env = env()): void {
  const others = { next: "libsql-signing.next", former: "libsql-signing.former" } as const;
  replaceSecret("libsql-signing", others, config);
}

export function forgetFormerSigningKey(config: Env = env()): void {
  forgetSecret("libsql-signing.former", config);
}

export function discardStagedSigningKey(config: Env = env()): void {
  forgetSecret("libsql-signing.next", config);
}

function parse(text: string, where: string): KeyObject {
  const known = parsed.get(text);
  if (known) return known;
  const key = read(text);
  if (key?.asymmetricKeyType !== "ed25519") {
    throw new ConfigurationError(
      `${where} is not an Ed25519 private key as PKCS#8 in PEM or Base64; "servers key --make" prints one.`,
    );
  }
  parsed.set(text, key);
  return key;
}

function read(text: string): KeyObject | null {
  try {
    return text.includes("-----BEGIN")
      ? // Where a variable cannot hold line ends, they are written out.
        createPrivateKey(text.replaceAll("\\n", "\n"))
      : createPrivateKey({ key: Buffer.from(text, "base64"), format: "der", type: "pkcs8" });
  } catch {
    return null;
  }
}
