import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { ConfigurationError, type Env, env } from "./env";

export interface Secrets {
  /** Signs session tokens. */
  readonly session: string;
  /** Wraps the keys of tenant databases. Losing it means losing every encrypted database. */
  readonly keyEncryption: string;
  /** What is about to take its place; null unless it is being replaced. */
  readonly nextKeyEncryption: string | null;
}

const key = Symbol.for("medadmin.secrets");
const holder = globalThis as { [key]?: Map<string, Secrets> };

/**
 * The secrets of this installation: from the environment, else from `DATA_DIR/secrets`, where they are made once.
 * @throws ConfigurationError when there is none and none may be made
 */
export function secrets(config: Env = env()): Secrets {
  holder[key] ??= new Map();
  const kept = holder[key].get(config.dataDir);
  if (kept) return kept;
  const made: Secrets = {
    session: config.sessionSecret ?? storedSecret(config, "session"),
    // Only when it is asked for: with remote databases there is nothing to encrypt, nor, on Vercel, a place for it.
    // Read anew each time: it may have been replaced.
    get keyEncryption() {
      return config.keyEncryptionKey ?? storedSecret(config, "key-encryption");
    },
    get nextKeyEncryption() {
      if (config.nextKeyEncryptionKey !== null || config.onVercel) return config.nextKeyEncryptionKey;
      return existsSync(stagedPath(config)) ? storedSecret(config, staged) : null;
    },
  };
  holder[key].set(config.dataDir, made);
  return made;
}

const staged = "key-encryption.next";
const secretsFolder = (config: Env) => join(/* turbopackIgnore: true */ config.dataDir, "secrets");
const stagedPath = (config: Env) => join(secretsFolder(config), staged);

/** Where a secret is kept, and which variable holds it where files cannot. */
const variables = {
  session: "AUTH_SECRET",
  "key-encryption": "KEY_ENCRYPTION_KEY",
  [staged]: "KEY_ENCRYPTION_KEY_NEXT",
  "libsql-signing": "LIBSQL_SIGNING_KEY",
  "libsql-signing.next": "LIBSQL_SIGNING_KEY_NEXT",
  "libsql-signing.former": "LIBSQL_SIGNING_KEY",
} as const;
export type SecretFile = keyof typeof variables;

/** Null when it was never made. */
export function keptSecret(file: SecretFile, config: Env): string | null {
  return !config.onVercel && existsSync(join(secretsFolder(config), file))
    ? storedSecret(config, file)
    : null;
}

/** Writes a secret unless it is there. */
export function keepSecret(file: SecretFile, value: string, config: Env): void {
  create(secretsFolder(config), join(secretsFolder(config), file), value);
}

/** `next` takes the place of `current` in one step, of which `former` keeps what it was. Repeatable. */
export function replaceSecret(
  current: SecretFile,
  { next, former }: { next: SecretFile; former: SecretFile },
  config: Env,
): void {
  const [from, to, kept] = [next, current, former].map((file) => join(secretsFolder(config), file));
  if (!from || !to || !kept) return;
  rmSync(kept, { force: true });
  linkSync(to, kept);
  renameSync(from, to);
  syncFolder(secretsFolder(config));
}

export function forgetSecret(file: SecretFile, config: Env): void {
  rmSync(join(secretsFolder(config), file), { force: true });
}

/** Puts the key-encryption key beside the current one that is about to take its place. One that is there stays. */
export function stageKeyEncryption(value: string, config: Env = env()): void {
  create(secretsFolder(config), stagedPath(config), value);
}

/** What was staged is the key-encryption key from now on. */
export function adoptKeyEncryption(config: Env = env()): void {
  renameSync(stagedPath(config), join(secretsFolder(config), "key-encryption"));
  syncFolder(secretsFolder(config));
}

/** Forgets what was staged. Nothing may be wrapped with it. */
export function discardKeyEncryption(config: Env = env()): void {
  rmSync(stagedPath(config), { force: true });
}

/** The secret of this file, made when there is none. @throws ConfigurationError */
export function storedSecret(
  config: Env,
  name: SecretFile,
  make: () => string = () => randomBytes(32).toString("base64url"),
): string {
  if (config.onVercel) {
    throw new ConfigurationError(
      `On Vercel ${variables[name]} must be set: secrets cannot be kept in a file there.`,
    );
  }
  const folder = secretsFolder(config);
  const path = join(folder, name);
  try {
    if (!existsSync(path)) {
      if (name === "key-encryption") refuseToReplaceKey(config.dataDir, path);
      create(folder, path, make());
    }
    if ((statSync(path).mode & 0o077) !== 0 && process.platform !== "win32") chmodSync(path, 0o600);
    const value = readFileSync(path, "utf8").trim();
    if (value.length < 32)
      throw new ConfigurationError(`The secret in ${path} is damaged; restore it from a backup.`);
    return value;
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(
      `The data folder ${config.dataDir} cannot hold the secrets: ${why}. Choose another DATA_DIR.`,
    );
  }
}

/** A new key would open nothing that the old one wrapped, and hide that the old one is missing. */
function refuseToReplaceKey(dataDir: string, path: string): void {
  if (!existsSync(join(/* turbopackIgnore: true */ dataDir, "keyring.db"))) return;
  throw new ConfigurationError(
    `${path} is missing, but the keyring needs it: restore the file, or set KEY_ENCRYPTION_KEY.`,
  );
}

/** Appears complete or not at all, and never replaces one that another process made meanwhile. */
function create(folder: string, path: string, value: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const file = openSync(/* turbopackIgnore: true */ draft, "wx", 0o600);
  try {
    try {
      writeSync(file, `${value}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    unlinkSync(draft);
  }
  syncFolder(folder);
}

function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const directory = openSync(/* turbopackIgnore: true */ folder, "r");
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
