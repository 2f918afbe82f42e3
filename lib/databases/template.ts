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
  /** Another one whenever `fill` would write something else. */
  readonly hash: string;
  readonly fill: (tx: TenantTx) => Promise<unknown>;
}

/** Asked each time a database is made, with the master open: what new databases begin with may change while we run. */
export type TemplateSource = () => Promise<TemplateContent>;

/** Who fills templates: no person. */
export const engineActor: Actor = { id: null, name: "MedAdmin", address: null, requestId: null };

/** Turns an empty database into what a new company gets; for servers without files, which copy nothing. */
export async function buildTenant(client: Client, content: TemplateContent): Promise<void> {
  await applyMigrations(client, migrationsOf("tenant"));
  await writeUnpublished(client, "tenant", engineActor, content.fill);
}

/** What servers without files fork or seed new databases from, as it is at the moment. */
export interface TenantTemplate {
  /** Lowercase hexadecimal; another one whenever `build` would make something else. */
  readonly name: string;
  readonly build: (client: Client) => Promise<void>;
}

export type TenantTemplateSource = () => Promise<TenantTemplate>;

export function tenantTemplate(content: TemplateSource): TenantTemplateSource {
  return async () => {
    const current = await content();
    return { name: nameOf(current), build: (client) => buildTenant(client, current) };
  };
}

/**
 * A closed file of which new databases are copies: seconds of migrations and inserts become one copied file. Its
 * name says what is in it, so that a new release or a new catalogue makes a new one.
 */
export class Template {
  /** The one that copies are made of, or that is being made. */
  #current: { readonly name: string; readonly path: Promise<string> } | null = null;

  constructor(
    private readonly folder: string,
    private readonly content: TemplateSource,
  ) {}

  /** Makes `path` a copy under a key. The copy is not published: nobody else opens it before the caller is done. */
  async copyTo(path: string, key: string | null): Promise<void> {
    await this.#copyFile(path);
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

  /** A template that was replaced just now is gone before it could be copied; then there is a newer one. */
  async #copyFile(path: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await copyFile(await this.#path(), path, constants.COPYFILE_FICLONE);
      } catch (error) {
        if (tries === 3 || (error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        this.#current = null;
      }
    }
  }

  /** @returns the template of the content as it is now */
  async #path(): Promise<string> {
    const content = await this.content();
    const name = nameOf(content);
    if (this.#current?.name === name) return this.#current.path;
    // One after another: each removes what others left.
    const earlier = this.#current?.path.catch(() => {});
    const current = { name, path: Promise.resolve(earlier).then(() => this.#make(name, content)) };
    this.#current = current;
    current.path.catch(() => {
      if (this.#current === current) this.#current = null;
    });
    return current.path;
  }

  async #make(name: string, content: TemplateContent): Promise<string> {
    const path = join(this.folder, `${name}.db`);
    if (await fileExists(path)) return path;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const scratch = join(this.folder, `${name}.scratch`);
    const draft = join(this.folder, `${name}.draft`);
    await removeFile(scratch);
    await rm(draft, { force: true });
    const client = openUnpublished(scratch, null, "rwc");
    try {
      await buildTenant(client, content);
      await client.execute({ sql: "VACUUM INTO ?", args: [draft] });
    } finally {
      client.close();
    }
    await rename(draft, path);
    await this.#removeOthers(path);
    return path;
  }

  /** Copies are made by this process alone and only of the current template, so the others are of no use. */
  async #removeOthers(current: string): Promise<void> {
    for (const file of await readdir(this.folder)) {
      if (join(this.folder, file) !== current) await rm(join(this.folder, file), { force: true });
    }
  }
}

/** Hash of all migrations and of the content. */
function nameOf(content: TemplateContent): string {
  const ledger = migrationsOf("tenant").map(({ name, sha256 }) => [name, sha256]);
  return createHash("sha256")
    .update(JSON.stringify([ledger, content.hash]))
    .digest("hex")
    .slice(0, 32);
}
