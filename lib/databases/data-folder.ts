import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { EngineError } from "./errors";

/** What stands where in the data folder. All paths absolute. */
export interface DataFolder {
  readonly root: string;
  readonly master: string;
  readonly keyring: string;
  readonly tenants: string;
  /** Files that nobody could explain; nothing opens them again by itself. */
  readonly quarantine: string;
  readonly templates: string;
  readonly backups: string;
}

/** @param root absolute */
export function dataFolder(root: string): DataFolder {
  const at = (...names: string[]) => join(/* turbopackIgnore: true */ root, ...names);
  return {
    root,
    master: at("master.db"),
    keyring: at("keyring.db"),
    tenants: at("tenants"),
    quarantine: at("tenants", "quarantine"),
    templates: at("templates"),
    backups: at("backups"),
  };
}

/** Only the owner of the process may look inside. @throws EngineError `DataFolderUnwritable` */
export async function makeDataFolder(folder: DataFolder): Promise<void> {
  const outbox = join(/* turbopackIgnore: true */ folder.root, "outbox");
  const secrets = join(/* turbopackIgnore: true */ folder.root, "secrets");
  try {
    for (const path of [folder.root, folder.tenants, folder.backups, secrets, outbox]) {
      await mkdir(path, { recursive: true, mode: 0o700 });
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError(
      "DataFolderUnwritable",
      `The data folder ${folder.root} cannot be created or written: ${why}. Choose another DATA_DIR.`,
      {},
      { cause },
    );
  }
}
