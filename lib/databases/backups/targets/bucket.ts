import { createWriteStream, openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { S3mini } from "s3mini";
import { EngineError, isEngineError } from "../../errors";

export interface ObjectStorage {
  /** Of the bucket, in path style: `https://s3.example/bucket`. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Objects of storage that speaks S3. Everything throws `TargetFailed` when it did not do as asked. */
export class Bucket {
  readonly name: string;
  readonly #s3: S3mini;

  /** @param partBytes what is larger goes in parts of this size; at least 5 MB, at most 10,000 parts */
  constructor({ url, region, accessKeyId, secretAccessKey }: ObjectStorage, partBytes = 16 * 1024 * 1024) {
    const minPartSize = partBytes;
    this.#s3 = new S3mini({ endpoint: url, region, accessKeyId, secretAccessKey, minPartSize });
    this.name = new URL(url).pathname.split("/").filter(Boolean).at(-1) ?? url;
  }

  putFile(key: string, path: string): Promise<void> {
    return this.#reaching(async () => {
      const { size } = await stat(path);
      await this.#s3.putAnyObject(key, await openAsBlob(path));
      const stored = await this.#s3.getContentLength(key);
      if (stored !== size) throw new Error(`${stored} of ${size} bytes arrived`);
    });
  }

  put(key: string, content: Buffer): Promise<void> {
    return this.#reaching(async () => {
      await this.#s3.putObject(key, content);
    });
  }

  /** Null when there is no such object. */
  text(key: string): Promise<string | null> {
    return this.#reaching(() => this.#s3.getObject(key));
  }

  /** Null when there is no such object. What fails on the way is an `error` of the stream. */
  open(key: string): Promise<Readable | null> {
    return this.#reaching(async () => {
      const found = await this.#s3.getObjectResponse(key);
      return found?.body ? Readable.from(found.body) : null;
    });
  }

  /** @returns false when there is no such object */
  fetch(key: string, path: string): Promise<boolean> {
    return this.#reaching(async () => {
      const found = await this.#s3.getObjectResponse(key);
      if (!found?.body) return false;
      await pipeline(found.body, createWriteStream(path, { mode: 0o600, flush: true }));
      return true;
    });
  }

  /** Missing is fine. */
  remove(key: string): Promise<void> {
    return this.#reaching(async () => {
      await this.#s3.deleteObject(key);
    });
  }

  /** Keys of all objects below `prefix`, which ends with a slash. */
  keys(prefix: string): Promise<string[]> {
    return this.#reaching(async () =>
      ((await this.#s3.listObjects("/", prefix)) ?? []).map(({ Key }) => Key),
    );
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
