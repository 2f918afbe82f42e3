import { type Client, createClient } from "@libsql/client";
import { Connection } from "./connection";
import { createFile } from "./create-file";
import { EngineError, engineErrorOf } from "./errors";
import { migrationsOf } from "./migrations/files";
import { applyMigrations } from "./migrations/ledger";
import { OpenDatabase } from "./open-database";
import { openFile } from "./open-file";
import { authorizedFetch, type SigningKeySource, serverToken } from "./servers/libsql-server-access";
import { remoteClient } from "./servers/libsql-server-client";

export interface RemoteDatabase {
  /** `libsql:`, `https:` or `http:`. */
  readonly url: string;
  /** Null when whoever runs it gave none: then a token of two minutes is signed for it, again and again. */
  readonly authToken: string | null;
  /** Signs for it; null where there is no key, and the server asks for nothing. */
  readonly signingKey?: SigningKeySource | null;
}

/**
 * Opens the master database of a data folder, makes it when there is none, and brings its schema up to date.
 * @param path absolute
 */
export async function openMasterFile(path: string): Promise<OpenDatabase> {
  await createFile(path, migrate);
  return opened(await openFile(path, null));
}

/**
 * As `openMasterFile`, on a libSQL server.
 * @throws EngineError `BadConfiguration`, `ServerFailed`, `WrongKey`
 */
export async function openRemoteMaster({
  url,
  authToken,
  signingKey,
}: RemoteDatabase): Promise<OpenDatabase> {
  if (url.startsWith("file:")) {
    throw new EngineError(
      "BadConfiguration",
      "MASTER_DATABASE_URL is for remote databases; files are in DATA_DIR.",
    );
  }
  const bearer = authToken === null && signingKey ? serverToken(signingKey) : null;
  const client = () =>
    /^wss?:/.test(url)
      ? createClient({ url, ...(authToken !== null && { authToken }) })
      : remoteClient(url, authorizedFetch(authToken, bearer), "master");
  return opened(new Connection(client(), client())).catch((error) => {
    throw explained(error, url);
  });
}

/** Whoever starts MedAdmin must be told which of the two servers it is about. */
function explained(error: unknown, url: string): unknown {
  const { code, message } = engineErrorOf(error) ?? {};
  if (code !== "ServerFailed" && code !== "WrongKey" && code !== "DatabaseMissing") return error;
  const { host } = new URL(url);
  const hint = code === "WrongKey" ? " Check MASTER_DATABASE_AUTH_TOKEN." : " Check MASTER_DATABASE_URL.";
  return new EngineError(
    code,
    `The master database at ${host}: ${message}${hint}`,
    { host },
    { cause: error },
  );
}

async function opened(connection: Connection): Promise<OpenDatabase> {
  try {
    await migrate(connection.writer);
  } catch (error) {
    connection.close();
    throw error;
  }
  return new OpenDatabase(() => Promise.resolve(connection));
}

function migrate(client: Client): Promise<unknown> {
  return applyMigrations(client, migrationsOf("master"));
}
