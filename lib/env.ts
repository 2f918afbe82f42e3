import { isAbsolute, join } from "node:path";
import { z } from "zod";

/** What the operator set is wrong. The message is one line and says what to change; start-up prints it and exits. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? undefined : value), schema);

const secret = optional(z.string().min(32, "must be at least 32 characters long").optional());
const token = optional(
  z
    .string()
    .min(16, "must be at least 16 characters long")
    .regex(/^\S+$/, "must not contain spaces")
    .optional(),
);
/** What a header can carry: of anything else the error would repeat it. */
const headerToken = optional(
  z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, "must be a token of at least 16 characters")
    .optional(),
);
const webUrl = optional(
  z
    .url({ protocol: /^https?$/, error: "must be an http:// or https:// URL" })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
);
const databaseUrl = z.url({
  protocol: /^(file|libsql|https?|wss?)$/,
  error: "must be a libsql:, https: or file: URL",
});

const variables = z.object({
  NODE_ENV: optional(z.string().default("development")),
  DATA_DIR: optional(z.string().default("data")),
  HOST: optional(z.string().default("127.0.0.1")),
  PORT: optional(z.coerce.number("must be a number").int().min(0).max(65_535).default(3000)),
  PUBLIC_URL: webUrl,
  NEXTAUTH_URL: webUrl,
  AUTH_SECRET: secret,
  NEXTAUTH_SECRET: secret,
  KEY_ENCRYPTION_KEY: secret,
  KEY_ENCRYPTION_KEY_NEXT: secret,
  MASTER_DATABASE_URL: optional(databaseUrl.optional()),
  MASTER_DATABASE_AUTH_TOKEN: optional(z.string().optional()),
  LIBSQL_SIGNING_KEY: secret,
  LIBSQL_SIGNING_KEY_NEXT: secret,
  LIBSQL_ADMIN_AUTH_KEY: token,
  TURSO_API_TOKEN: headerToken,
  TURSO_ORGANIZATION: optional(
    z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, "must be the slug of an organization")
      .optional(),
  ),
  TRUSTED_PROXY: optional(z.coerce.number("must be a number of proxies").int().min(0).max(10).default(0)),
  LOG_LEVEL: optional(
    z
      .enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"], {
        error: "must be one of silent, fatal, error, warn, info, debug, trace",
      })
      .default("info"),
  ),
  BACKUP_S3_URL: webUrl,
  BACKUP_S3_REGION: optional(z.string().default("auto")),
  BACKUP_S3_ACCESS_KEY_ID: optional(z.string().optional()),
  BACKUP_S3_SECRET_ACCESS_KEY: optional(z.string().optional()),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// URL" }).optional()),
  MAIL_FROM: optional(z.string().optional()),
  CRON_SECRET: token,
  METRICS_TOKEN: token,
  SLOW_QUERY_MS: optional(z.coerce.number("must be a number of milliseconds").int().min(0).default(500)),
  VERCEL: optional(z.string().optional()),
});

export type Env = ReturnType<typeof readEnv>;

/**
 * Reads the variables that `.env.example` explains.
 * @throws ConfigurationError naming the variable
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>) {
  const parsed = variables.safeParse(source);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigurationError(
      `The environment variable ${issue?.path.join(".")} cannot be used: ${issue?.message}.`,
    );
  }
  const set = parsed.data;
  return {
    production: set.NODE_ENV === "production",
    onVercel: set.VERCEL !== undefined,
    /** Absolute path of the folder that holds everything MedAdmin keeps. */
    dataDir: isAbsolute(set.DATA_DIR)
      ? set.DATA_DIR
      : join(/* turbopackIgnore: true */ process.cwd(), set.DATA_DIR),
    host: set.HOST,
    port: set.PORT,
    /** Where browsers reach us, without a trailing slash; null when nobody said. */
    publicUrl: set.PUBLIC_URL ?? set.NEXTAUTH_URL ?? null,
    /** Null means that `secrets()` keeps one in the data folder. */
    sessionSecret: set.AUTH_SECRET ?? set.NEXTAUTH_SECRET ?? null,
    keyEncryptionKey: set.KEY_ENCRYPTION_KEY ?? null,
    /** What is about to take the place of `keyEncryptionKey`; both are accepted meanwhile. */
    nextKeyEncryptionKey: set.KEY_ENCRYPTION_KEY_NEXT ?? null,
    /** Null means the embedded `master.db` of the data folder. */
    masterDatabase: set.MASTER_DATABASE_URL
      ? { url: set.MASTER_DATABASE_URL, authToken: set.MASTER_DATABASE_AUTH_TOKEN ?? null }
      : null,
    /** Signs the tokens for libSQL servers, as PKCS#8; null means that `secrets()` keeps one in the data folder. */
    libsqlSigningKey: set.LIBSQL_SIGNING_KEY ?? null,
    /** What is about to take its place; servers accept both meanwhile. */
    nextLibsqlSigningKey: set.LIBSQL_SIGNING_KEY_NEXT ?? null,
    /** What the administration of libSQL servers asks for; null when it asks for nothing. */
    libsqlAdminAuthKey: set.LIBSQL_ADMIN_AUTH_KEY ?? null,
    /** Whom companies' databases at Turso Cloud belong to; null when there are none. */
    turso: tursoOf(set),
    /** How many proxies in front of us append to X-Forwarded-For; 0 means that the header is not believed. */
    trustedProxyHops: set.TRUSTED_PROXY,
    /** `smtpUrl` null means that mail is kept in the data folder's outbox; `from` null, that nobody said who writes. */
    mail: { smtpUrl: set.SMTP_URL ?? null, from: set.MAIL_FROM ?? null },
    /** Null means that companies' backups are kept in the data folder. */
    backupStorage: backupStorageOf(set),
    /** What `api/cron` asks for; null when nobody may call it. */
    cronSecret: set.CRON_SECRET ?? null,
    /** What `api/metrics` asks for; null when only this machine may read them. */
    metricsToken: set.METRICS_TOKEN ?? null,
    /** From how many milliseconds on a query is logged as slow; 0 logs none. */
    slowQueryMs: set.SLOW_QUERY_MS,
    logLevel: set.LOG_LEVEL,
  } as const;
}

function backupStorageOf(set: z.output<typeof variables>) {
  const { BACKUP_S3_URL: url, BACKUP_S3_REGION: region } = set;
  const { BACKUP_S3_ACCESS_KEY_ID: accessKeyId, BACKUP_S3_SECRET_ACCESS_KEY: secretAccessKey } = set;
  if (!url) return null;
  if (new URL(url).pathname === "/")
    throw new ConfigurationError("BACKUP_S3_URL must end with the bucket: https://s3.example/bucket.");
  if (!accessKeyId || !secretAccessKey) {
    throw new ConfigurationError(
      "BACKUP_S3_URL needs BACKUP_S3_ACCESS_KEY_ID and BACKUP_S3_SECRET_ACCESS_KEY as well.",
    );
  }
  return { url, region, accessKeyId, secretAccessKey };
}

function tursoOf({ TURSO_API_TOKEN, TURSO_ORGANIZATION }: z.output<typeof variables>) {
  if (TURSO_API_TOKEN && TURSO_ORGANIZATION) {
    return { apiToken: TURSO_API_TOKEN, organization: TURSO_ORGANIZATION };
  }
  if (!TURSO_API_TOKEN && !TURSO_ORGANIZATION) return null;
  throw new ConfigurationError("TURSO_API_TOKEN and TURSO_ORGANIZATION must be set together.");
}

let current: Env | undefined;

/** The environment, read and checked on first use: importing this has no effect, so a build needs no secrets. */
export function env(): Env {
  current ??= readEnv(process.env);
  return current;
}

/**
 * Vercel keeps no files between requests, so nothing of the embedded default can work there.
 * @throws ConfigurationError
 */
export function assertDeployable(config: Env): void {
  if (!config.onVercel) return;
  if (!config.sessionSecret) {
    throw new ConfigurationError(
      "On Vercel AUTH_SECRET must be set: secrets cannot be kept in a file there.",
    );
  }
  if (!config.masterDatabase || config.masterDatabase.url.startsWith("file:")) {
    throw new ConfigurationError(
      "On Vercel MASTER_DATABASE_URL must name a remote libSQL database: files do not outlive a request there.",
    );
  }
}
