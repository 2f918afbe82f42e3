import { type Client, createClient } from "@libsql/client";
import { Connection } from "./connection";
import { createFile } from "./create-file";
import { EngineError } from "./errors";
import { migrationsOf } from "./migrations/files";
import { applyMigrations } from "./migrations/ledger";
import { OpenDatabase } from "./open-database";
import { openFile } from "./open-file";

export interface RemoteDatabase {
  /** `libsql:`, `https:` or `http:`. */
  readonly url: string;
  readonly authToken: string | null;
}

/**
 * Opens the master database of a data folder, makes it when there is none, and brings its schema up to date.
 * @param path absolute
 */
export async function openMasterFile(path: string): Promise<OpenDatabase> {
  await createFile(path, migrate);
  return opened(await openFile(path, null));
}

/** As `openMasterFile`, on a libSQL server. @throws EngineError `BadConfiguration` */
export async function openRemoteMaster({ url, authToken }: RemoteDatabase): Promise<OpenDatabase> {
  if (url.startsWith("file:")) {
    throw new EngineError(
      "BadConfiguration",
      "MASTER_DATABASE_URL is for remote databases; files are in DATA_DIR.",
    );
  }
  const client = () => createClient({ url, ...(authToken !== null && { authToken }) });
  return opened(new Connection(client(), client()));
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
