import type { Client } from "@libsql/client";
import { Connection } from "../connection";
import { EngineError, isEngineError } from "../errors";
import type { ServerRef } from "../registry";
import { ReplicaHealth } from "../replicas/replica-health";
import type { TenantTemplateSource } from "../template";
import type { Capabilities, DatabaseName, DatabaseServer, ServerHealth } from "./database-server";
import { letsAnybodyIn, type SigningKeySource } from "./libsql-server-access";
import { NamespaceAdmin } from "./libsql-server-admin";
import { namespaceClient, replicaClient } from "./libsql-server-client";
import { askLibsqlServer } from "./libsql-server-health";
import { NamespaceTemplate, templateNamespace } from "./libsql-server-template";

export interface LibsqlServerOptions {
  readonly signingKey: SigningKeySource;
  /** What the administration asks for (`--admin-auth-key`); null when it asks for nothing. */
  readonly adminAuthKey: string | null;
  /** What new databases begin as. */
  readonly template: TenantTemplateSource;
}

/** The server joins names into paths, unchecked: whatever else arrives here must not reach it. */
const validNamespace = /^[a-z0-9][a-z0-9-]{1,62}$/;

/**
 * Databases as namespaces `<database-uuid>-<generation>` of a libSQL server (sqld) that runs with
 * `--enable-namespaces --disable-default-namespace`, for more web processes than one.
 */
export class LibsqlServer implements DatabaseServer {
  readonly kind = "libsql-server";
  readonly capabilities: Capabilities = {
    encryption: false,
    localFiles: false,
    maxTransactionMs: 5_000,
    list: false,
    blocksWrites: true,
  };
  readonly id: string;
  readonly #ref: ServerRef;
  readonly #admin: NamespaceAdmin;
  readonly #template: NamespaceTemplate;
  readonly #replicaHealth: ReplicaHealth;

  constructor(
    ref: ServerRef,
    private readonly options: LibsqlServerOptions,
  ) {
    this.id = ref.id;
    this.#ref = ref;
    this.#admin = new NamespaceAdmin(ref.adminUrl, options.adminAuthKey);
    this.#replicaHealth = new ReplicaHealth(ref.id);
    const client = (namespace: string) => this.#client(namespace, "rw");
    this.#template = new NamespaceTemplate(this.#admin, client, options.template);
  }

  async create(name: DatabaseName, key: string | null): Promise<void> {
    refuseKey(key);
    await this.#template.forkTo(namespaceOf(name));
  }

  async createEmpty(name: DatabaseName, key: string | null): Promise<void> {
    refuseKey(key);
    const namespace = namespaceOf(name);
    await this.#admin.drop(namespace);
    await this.#admin.create(namespace);
  }

  async open(name: DatabaseName, key: string | null): Promise<Connection> {
    refuseKey(key);
    const namespace = namespaceOf(name);
    // The server says the same of a namespace that is not there and of one that is not in memory. Its administration
    // knows at once; where it cannot be asked, retries find out.
    if (this.#ref.adminUrl !== null && !(await this.#isThere(namespace))) {
      throw new EngineError("DatabaseMissing", "The company's database is not on its server.", { namespace });
    }
    const connection = new Connection(this.#client(namespace, "ro"), this.#client(namespace, "rw"));
    try {
      await assertDurable(connection.writer);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  replica(name: DatabaseName): { readonly client: Client; readonly health: ReplicaHealth } | null {
    const { replicaUrl } = this.#ref;
    if (!replicaUrl) return null;
    const { signingKey } = this.options;
    const client = replicaClient(replicaUrl, { namespace: namespaceOf(name), permission: "ro", signingKey });
    return { client, health: this.#replicaHealth };
  }

  async exists(name: DatabaseName): Promise<boolean> {
    return this.#isThere(namespaceOf(name));
  }

  /** A busy server, seen just after a namespace was made, denies it for a moment: one no is not believed. */
  async #isThere(namespace: string): Promise<boolean> {
    for (let tries = 1; ; tries++) {
      if (await this.#admin.exists(namespace)) return true;
      if (tries === 3) return false;
      await new Promise((resolve) => setTimeout(resolve, 50 * tries));
    }
  }

  async drop(name: DatabaseName): Promise<void> {
    await this.#admin.drop(namespaceOf(name));
  }

  /** Its pages; what the server keeps beside them for replicas is not counted. */
  async size(name: DatabaseName): Promise<number | null> {
    const namespace = namespaceOf(name);
    if (this.#ref.adminUrl !== null && !(await this.#isThere(namespace))) return null;
    const client = this.#client(namespace, "ro");
    try {
      const { rows } = await client.execute(
        "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size",
      );
      return Number(rows[0]?.bytes);
    } catch (error) {
      if (isEngineError(error, "DatabaseMissing")) return null;
      throw error;
    } finally {
      client.close();
    }
  }

  health(): Promise<ServerHealth> {
    return askLibsqlServer(this.#ref.url, () => this.#letIn());
  }

  /** The server checks a token only of a namespace that is there: the template is, once a company was made here. */
  async #letIn(): Promise<void> {
    if (this.#ref.adminUrl === null) return;
    const namespace = templateNamespace((await this.options.template()).name);
    if (!(await this.#admin.exists(namespace))) return;
    const client = this.#client(namespace, "ro");
    try {
      await client.execute("SELECT 1");
    } finally {
      client.close();
    }
    if (!(await letsAnybodyIn(this.#ref.url, namespace))) return;
    throw new EngineError(
      "BadConfiguration",
      "The database server lets in whoever asks: start it with --auth-jwt-key-file.",
    );
  }

  async blockWrites(name: DatabaseName, reason: string | null): Promise<void> {
    await this.#admin.blockWrites(namespaceOf(name), reason);
  }

  async list(): Promise<DatabaseName[]> {
    throw new EngineError("NotSupported", "A libSQL server does not tell which databases it holds.");
  }

  where(name: DatabaseName): string {
    const { protocol, host } = new URL(this.#ref.url);
    return `${protocol}//${host}/${namespaceOf(name)}`;
  }

  #client(namespace: string, permission: "ro" | "rw"): Client {
    return namespaceClient(this.#ref.url, { namespace, permission, signingKey: this.options.signingKey });
  }
}

/** @throws EngineError `NotSupported` for what must not reach the server */
export function namespaceOf({ databaseId, generation }: DatabaseName): string {
  const namespace = `${databaseId}-${generation}`;
  if (validNamespace.test(namespace)) return namespace;
  throw new EngineError("NotSupported", "This cannot be the name of a namespace.", { namespace });
}

function refuseKey(key: string | null): void {
  if (key === null) return;
  throw new EngineError(
    "NotSupported",
    "A libSQL server does not encrypt each database with a key of its own.",
  );
}

/** As for files: commits survive a power cut, foreign keys hold. A namespace made by somebody else may say otherwise. */
async function assertDurable(writer: Client): Promise<void> {
  const { rows } = await writer.execute(
    "SELECT synchronous, foreign_keys FROM pragma_synchronous, pragma_foreign_keys",
  );
  if (Number(rows[0]?.synchronous) >= 2 && rows[0]?.foreign_keys === 1) return;
  throw new EngineError("NotSupported", "This namespace was not made with durability_mode strong.");
}
