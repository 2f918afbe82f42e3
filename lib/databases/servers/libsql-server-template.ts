import { randomBytes } from "node:crypto";
import type { Client } from "@libsql/client";
import { EngineError } from "../errors";
import type { TenantTemplate, TenantTemplateSource } from "../template";
import type { NamespaceAdmin } from "./libsql-server-admin";

/** The last thing written into a template: whatever lacks it was never finished. */
const complete = 1;

const mostTries = 5;

export const templateNamespace = (name: string) => `template-${name}`;

/**
 * A namespace of which new databases are forks: seconds of migrations and inserts become one request. It is made under
 * a draft's name, proven, and forked to its own, so that nobody ever forks half of one; several hosts may do so at once.
 */
export class NamespaceTemplate {
  /** The one that this process has proven, or is at. */
  #current: { readonly name: string; readonly proven: Promise<void> } | null = null;

  constructor(
    private readonly admin: NamespaceAdmin,
    private readonly client: (namespace: string) => Client,
    private readonly source: TenantTemplateSource,
  ) {}

  /** Makes `namespace` a fork of the template as it is now, in the place of whatever has that name. */
  async forkTo(namespace: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      const answer = await this.admin.fork(await this.#proven(), namespace);
      if (answer === "made") return;
      if (tries === mostTries) throw notForked(namespace, answer);
      // Somebody removed the template, or an earlier attempt got as far as this.
      if (answer === "missing") this.#current = null;
      await this.admin.drop(namespace);
    }
  }

  /** @returns the name of the template that is there, complete */
  async #proven(): Promise<string> {
    const template = await this.source();
    const name = templateNamespace(template.name);
    if (this.#current?.name !== name) {
      const current = { name, proven: this.#provide(name, template) };
      this.#current = current;
      current.proven.catch(() => {
        if (this.#current === current) this.#current = null;
      });
    }
    await this.#current?.proven;
    return name;
  }

  async #provide(name: string, template: TenantTemplate): Promise<void> {
    if (await this.admin.exists(name)) {
      if (await this.#isComplete(name)) return;
      await this.admin.drop(name);
    }
    const draft = `${name}-${randomBytes(4).toString("hex")}`;
    await this.admin.create(draft);
    try {
      await this.#with(draft, template.build);
      await this.#with(draft, (client) => client.execute(`PRAGMA user_version = ${complete}`));
      await this.#publish(draft, name);
    } finally {
      await this.admin.drop(draft).catch(() => {});
    }
  }

  /** Where another host was quicker, its template is as good. */
  async #publish(draft: string, name: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      const answer = await this.admin.fork(draft, name);
      if ((answer === "made" || answer === "exists") && (await this.#isComplete(name))) return;
      if (tries === mostTries) throw notForked(name, answer);
      await this.admin.drop(name);
    }
  }

  #isComplete(name: string): Promise<boolean> {
    return this.#with(name, async (client) => {
      const { rows } = await client.execute("SELECT user_version FROM pragma_user_version");
      if (Number(rows[0]?.user_version) !== complete) return false;
      const found = await client.execute("SELECT quick_check FROM pragma_quick_check(1)");
      return found.rows[0]?.quick_check === "ok";
    });
  }

  async #with<T>(namespace: string, work: (client: Client) => Promise<T>): Promise<T> {
    const client = this.client(namespace);
    try {
      return await work(client);
    } finally {
      client.close();
    }
  }
}

function notForked(namespace: string, answer: string): EngineError {
  return new EngineError("ServerFailed", "The database server did not make the database from its template.", {
    database: namespace,
    answer,
  });
}
