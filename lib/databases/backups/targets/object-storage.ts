import { createWriteStream, openAsBlob } from "node:fs";
import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { S3mini } from "s3mini";
import { EngineError, isEngineError } from "../../errors";
import { bad } from "../manifest";
import { manifestFile, tenantFile } from "../tenant-manifest";
import { assertNames, type BackupName, type BackupTarget } from "./backup-target";

export interface ObjectStorage {
  /** Of the bucket, in path style: `https://s3.example/bucket`. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * A bucket of storage that speaks S3: `companies/<database>/<backup>/`. A backup is there once its manifest is, which
 * goes last and, when it is removed, first. Large files go in parts.
 */
export class ObjectStorageTarget implements BackupTarget {
  readonly name: string;
  readonly #bucket: S3mini;

  /** @param partBytes what is larger goes in parts of this size; at least 5 MB, at most 10,000 parts */
  constructor({ url, region, accessKeyId, secretAccessKey }: ObjectStorage, partBytes = 16 * 1024 * 1024) {
    const minPartSize = partBytes;
    this.#bucket = new S3mini({ endpoint: url, region, accessKeyId, secretAccessKey, minPartSize });
    this.name = new URL(url).pathname.split("/").filter(Boolean).at(-1) ?? url;
  }

  put(name: BackupName, draft: string): Promise<void> {
    const file = join(draft, tenantFile);
    return this.#reaching(async () => {
      const { size } = await stat(file);
      await this.#bucket.putAnyObject(key(name, tenantFile), await openAsBlob(file));
      const stored = await this.#bucket.getContentLength(key(name, tenantFile));
      if (stored !== size) throw new Error(`${stored} of ${size} bytes arrived`);
      await this.#bucket.putObject(key(name, manifestFile), await readFile(join(draft, manifestFile)));
      await rm(draft, { recursive: true, force: true });
    });
  }

  fetch(name: BackupName, folder: string): Promise<void> {
    return this.#reaching(async () => {
      for (const file of [manifestFile, tenantFile]) {
        const found = await this.#bucket.getObjectResponse(key(name, file));
        if (!found?.body) throw bad(`The backup ${name.id} has no ${file} in ${this.name}.`);
        const target = createWriteStream(join(folder, file), { mode: 0o600, flush: true });
        await pipeline(found.body, target);
      }
    });
  }

  manifest(name: BackupName): Promise<string | null> {
    return this.#reaching(() => this.#bucket.getObject(key(name, manifestFile)));
  }

  remove(name: BackupName): Promise<void> {
    return this.#reaching(async () => {
      await this.#bucket.deleteObject(key(name, manifestFile));
      await this.#bucket.deleteObject(key(name, tenantFile));
    });
  }

  list(): Promise<BackupName[]> {
    return this.#reaching(async () => {
      const objects = (await this.#bucket.listObjects("/", "companies/")) ?? [];
      return objects.flatMap(({ Key }) => {
        const match = /companies\/([0-9a-f-]{36})\/([0-9a-f-]{36})\/manifest\.json$/.exec(Key);
        return match?.[1] && match[2] ? [{ databaseId: match[1], id: match[2] }] : [];
      });
    });
  }

  async #reaching<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      if (isEngineError(cause)) throw cause;
      const why = cause instanceof Error ? cause.message : String(cause);
      const message = `The bucket ${this.name} did not do as asked: ${why}`;
      throw new EngineError("TargetFailed", message, { target: this.name }, { cause });
    }
  }
}

function key(name: BackupName, file: string): string {
  assertNames(name);
  return `companies/${name.databaseId}/${name.id}/${file}`;
}
