import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { bad } from "../manifest";
import { manifestFile, tenantFile } from "../tenant-manifest";
import { assertNames, type BackupName, type BackupTarget } from "./backup-target";
import { Bucket, type ObjectStorage } from "./bucket";

/**
 * A bucket of storage that speaks S3: `companies/<database>/<backup>/`. A backup is there once its manifest is, which
 * goes last and, when it is removed, first. Large files go in parts.
 */
export class ObjectStorageTarget implements BackupTarget {
  readonly name: string;
  readonly #bucket: Bucket;

  /** @param partBytes as a `Bucket` takes it */
  constructor(storage: ObjectStorage, partBytes?: number) {
    this.#bucket = new Bucket(storage, partBytes);
    this.name = this.#bucket.name;
  }

  async put(name: BackupName, draft: string): Promise<void> {
    await this.#bucket.putFile(key(name, tenantFile), join(draft, tenantFile));
    await this.#bucket.put(key(name, manifestFile), await readFile(join(draft, manifestFile)));
    await rm(draft, { recursive: true, force: true });
  }

  async fetch(name: BackupName, folder: string): Promise<void> {
    for (const file of [manifestFile, tenantFile]) {
      if (!(await this.#bucket.fetch(key(name, file), join(folder, file))))
        throw bad(`The backup ${name.id} has no ${file} in ${this.name}.`);
    }
  }

  async manifest(name: BackupName): Promise<string | null> {
    return this.#bucket.text(key(name, manifestFile));
  }

  async remove(name: BackupName): Promise<void> {
    await this.#bucket.remove(key(name, manifestFile));
    await this.#bucket.remove(key(name, tenantFile));
  }

  async list(): Promise<BackupName[]> {
    return (await this.#bucket.keys("companies/")).flatMap((each) => {
      const match = /companies\/([0-9a-f-]{36})\/([0-9a-f-]{36})\/manifest\.json$/.exec(each);
      return match?.[1] && match[2] ? [{ databaseId: match[1], id: match[2] }] : [];
    });
  }
}

function key(name: BackupName, file: string): string {
  assertNames(name);
  return `companies/${name.databaseId}/${name.id}/${file}`;
}
