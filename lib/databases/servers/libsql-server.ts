import type { Client } from "@libsql/client";
import { Connection } from "../connection";
import { EngineError } from "../errors";
import type { ServerRef } from "../registry";
import type { TenantTemplateSource } from "../template";
import type { Capabilities, DatabaseName, DatabaseServer } from "./database-server";
import type { SigningKeySource } from "./libsql-server-access";
import { NamespaceAdmin } from "./libsql-server-admin";
import { namespaceClient } from "./libsql-server-client";

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
  };
  readonly id: string;
  readonly #ref: ServerRef;
  readonly #admin: NamespaceAdmin;

  constructor(
    ref: ServerRef,
    private readonly options: LibsqlServerOptions,
  ) {
    this.id = ref.id;
    this.#ref = ref;
    this.#admin = new NamespaceAdmin(ref.adminUrl, options.adminAuthKey);
  }

  async create(name: DatabaseName, key: string | null): Promise<void> {
    refuseKey(key);
    const namespace = namespaceOf(name);
    await this.#admin.drop(namespace);
    await this.#admin.create(namespace);
    const client = this.#client(namespace, "rw");
    try {
      await (await this.options.template()).build(client);
    } finally {
      client.close();
    }
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

  async size(): Promise<number | null> {
    return null;
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

function namespaceOf({ databaseId, generation }: DatabaseName): string {
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
