import { mkdir, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { env } from "@/lib/env";
import { isDrafting, withDraft } from "../backups/drafts";
import { Bucket } from "../backups/targets/bucket";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { installationId } from "../installation";
import { workplace } from "../workplace";

/** Where sealed exports wait until somebody downloads them. */
export interface ExportShelf {
  /** Keeps what `make` writes to the path it is given; when it fails there is nothing of it. Replaces what was there. */
  keep<T>(id: string, make: (path: string) => Promise<T>): Promise<T>;

  /** @throws EngineError `Damaged` when it is not there, `TargetFailed` */
  open(id: string): Promise<Readable>;

  /** Missing is fine. */
  remove(id: string): Promise<void>;

  /** Removes everything but these, also what a process that died left. @returns how many */
  removeAll(but: ReadonlySet<string>): Promise<number>;
}

/**
 * The data folder, or where there is none the bucket of the backups.
 * @throws EngineError `NotSupported` where there is neither
 */
export async function exportShelf(): Promise<ExportShelf> {
  const { folder, master } = engine();
  if (folder) return new FolderShelf(join(/* turbopackIgnore: true */ folder.root, "exports"));
  const { backupStorage } = env();
  if (backupStorage) return new BucketShelf(new Bucket(backupStorage), await installationId(master));
  throw new EngineError(
    "NotSupported",
    "Without a data folder an export waits in a bucket until it is downloaded: set BACKUP_S3_URL.",
  );
}

export class FolderShelf implements ExportShelf {
  /** @param folder absolute */
  constructor(private readonly folder: string) {}

  /** The folder is made. */
  async pathOf(id: string): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return join(this.folder, `${id}.zip.sealed`);
  }

  async keep<T>(id: string, make: (path: string) => Promise<T>): Promise<T> {
    await this.remove(id);
    return make(await this.pathOf(id));
  }

  async open(id: string): Promise<Readable> {
    const file = await open(await this.pathOf(id), "r").catch((cause) => {
      throw notThere(cause);
    });
    return file.createReadStream();
  }

  async remove(id: string): Promise<void> {
    await rm(await this.pathOf(id), { force: true });
  }

  async removeAll(but: ReadonlySet<string>): Promise<number> {
    let removed = 0;
    for (const file of await readdir(this.folder).catch(() => [])) {
      const id = file.split(".")[0] ?? "";
      if (but.has(id) || isDrafting(id)) continue;
      await rm(join(this.folder, file), { force: true });
      removed++;
    }
    return removed;
  }
}

/** `exports/<installation>/`: installations that share a bucket do not remove each other's. */
export class BucketShelf implements ExportShelf {
  readonly #prefix: string;

  constructor(
    private readonly bucket: Bucket,
    installation: string,
  ) {
    this.#prefix = `exports/${installation}/`;
  }

  keep<T>(id: string, make: (path: string) => Promise<T>): Promise<T> {
    return withDraft(workplace(), `kept-${id}`, async (draft) => {
      const path = join(draft, "export.zip.sealed");
      const made = await make(path);
      await this.bucket.putFile(this.#key(id), path).catch(async (error) => {
        await this.remove(id).catch(() => {});
        throw error;
      });
      return made;
    });
  }

  async open(id: string): Promise<Readable> {
    const found = await this.bucket.open(this.#key(id));
    if (!found) throw notThere();
    return found;
  }

  remove(id: string): Promise<void> {
    return this.bucket.remove(this.#key(id));
  }

  async removeAll(but: ReadonlySet<string>): Promise<number> {
    const keys = (await this.bucket.keys(this.#prefix)).filter((key) => !but.has(this.#idOf(key)));
    for (const key of keys) await this.bucket.remove(key);
    return keys.length;
  }

  #key(id: string): string {
    return `${this.#prefix}${id}.zip.sealed`;
  }

  #idOf(key: string): string {
    return key.slice(key.lastIndexOf("/") + 1).split(".")[0] ?? "";
  }
}

const notThere = (cause?: unknown) =>
  new EngineError("Damaged", "The sealed file is not there.", {}, { cause });
