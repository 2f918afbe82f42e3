import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "@libsql/client";
import { fileExists, removeFile, syncFile } from "./create-file";
import type { Actor, TenantTx } from "./handles";
import { migrationsOf } from "./migrations/files";
import { applyMigrations } from "./migrations/ledger";
import { openUnpublished } from "./open-file";
import { writeUnpublished } from "./write";

/** What every new tenant database begins with beside its tables. The engine does not know what it is. */
export interface TemplateContent {
  /** Equal when, and only when, `fill` writes the same. */
  readonly hash: string;
  readonly fill: (tx: TenantTx) => Promise<unknown>;
}

/** Who fills templates: no person. */
export const engineActor: Actor = { id: null, name: "MedAdmin", address: null, requestId: null };

/** Turns an empty database into what a new company gets; for servers without files, which copy nothing. */
export async function buildTenant(client: Client, content: TemplateContent): Promise<void> {
  await applyMigrations(client, migrationsOf("tenant"));
  await writeUnpublished(client, "tenant", engineActor, content.fill);
}

/**
 * A closed file of which new databases are copies: seconds of migrations and inserts become one copied file. Its
 * name says what is in it, so that a new release or a new catalogue makes a new one.
 */
export class Template {
  #made: Promise<string> | null = null;

  constructor(
    private readonly folder: string,
    private readonly content: TemplateContent,
  ) {}

  /** Hash of all migrations and of the content. */
  get name(): string {
    const ledger = migrationsOf("tenant").map(({ name, sha256 }) => [name, sha256]);
    return createHash("sha256")
      .update(JSON.stringify([ledger, this.content.hash]))
      .digest("hex")
      .slice(0, 32);
  }

  /** Makes `path` a copy under a key. The copy is not published: nobody else opens it before the caller is done. */
  async copyTo(path: string, key: string | null): Promise<void> {
    await copyFile(await this.#path(), path, constants.COPYFILE_FICLONE);
    if (key === null) return;
    const copy = openUnpublished(path, null);
    try {
      // Whoever dies here makes the copy anew: one synchronization at the end does for all.
      await copy.execute("PRAGMA journal_mode = OFF");
      await copy.execute("PRAGMA synchronous = OFF");
      // Only possible now: a database in WAL mode cannot be given another key. The text is hex, so nothing to escape.
      await copy.execute(`PRAGMA rekey = '${key}'`);
    } finally {
      copy.close();
    }
    await syncFile(path);
  }

  #path(): Promise<string> {
    this.#made ??= this.#make().catch((error) => {
      this.#made = null;
      throw error;
    });
    return this.#made;
  }

  async #make(): Promise<string> {
    const path = join(this.folder, `${this.name}.db`);
    if (await fileExists(path)) return path;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const scratch = join(this.folder, `${this.name}.scratch`);
    const draft = join(this.folder, `${this.name}.draft`);
    await removeFile(scratch);
    await rm(draft, { force: true });
    const client = openUnpublished(scratch, null, "rwc");
    try {
      await buildTenant(client, this.content);
      await client.execute({ sql: "VACUUM INTO ?", args: [draft] });
    } finally {
      client.close();
    }
    await rename(draft, path);
    await this.#removeOthers();
    return path;
  }

  /** Copies are made by this process alone and only of the current template, so the others are of no use. */
  async #removeOthers(): Promise<void> {
    for (const file of await readdir(this.folder)) {
      if (file !== `${this.name}.db`) await rm(join(this.folder, file), { force: true });
    }
  }
}
