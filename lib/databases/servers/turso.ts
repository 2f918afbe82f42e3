import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "@libsql/client";
import { Connection } from "../connection";
import { EngineError, isEngineError } from "../errors";
import type { ServerRef } from "../registry";
import type { TenantTemplateSource } from "../template";
import type { Capabilities, DatabaseName, DatabaseServer, ServerHealth } from "./database-server";
import { askTurso } from "./turso/ask-turso";
import { TursoConnections } from "./turso/connections";
import { tokenLifetime } from "./turso/database-tokens";
import { databaseUrl } from "./turso/database-url";
import { jitteredPause, type Patience, usualPatience } from "./turso/patience";
import type { TursoDatabase, TursoPlatform } from "./turso/platform";
import { findOrMakeTemplate, hasMark, templateMark, whenServed } from "./turso/template-database";

export interface TursoServerOptions {
  readonly platform: TursoPlatform;
  /** What new databases begin as. */
  readonly template: TenantTemplateSource;
  readonly patience?: Patience;
  /** Minutes that a database token is good for. */
  readonly tokenLifetime?: number;
  /** The address of a database at the host that the platform tells; tests have no TLS. */
  readonly urlOf?: (hostname: string) => string;
}

const validName = /^[a-z0-9][a-z0-9-]{0,63}$/;
const ownName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([1-9]\d{0,9})$/;
const copyAttempts = 4;
const createAttempts = 5;

/** Databases `<database-uuid>-<generation>` of one group of a Turso Cloud organization. The group is ours alone. */
export class TursoServer implements DatabaseServer {
  readonly kind = "turso";
  readonly capabilities: Capabilities = {
    encryption: false,
    localFiles: false,
    maxTransactionMs: 5_000,
    list: true,
    blocksWrites: false,
  };
  readonly id: string;
  readonly #group: string;
  readonly #platform: TursoPlatform;
  readonly #patience: Patience;
  readonly #connections: TursoConnections;
  /** The one that this process has found or made, or is at. */
  #template: { readonly name: string; readonly database: Promise<string> } | null = null;

  /** @throws EngineError `BadConfiguration` when the server's row names no group */
  constructor(
    ref: ServerRef,
    private readonly options: TursoServerOptions,
  ) {
    this.id = ref.id;
    this.#group = groupOf(ref);
    this.#platform = options.platform;
    this.#patience = options.patience ?? usualPatience;
    this.#connections = new TursoConnections({
      platform: options.platform,
      tokenLifetime: options.tokenLifetime ?? tokenLifetime,
      urlOf: options.urlOf ?? databaseUrl,
    });
  }

  async create(name: DatabaseName, key: string | null): Promise<void> {
    refuseKey(key);
    const wanted = nameOf(name);
    for (let attempt = 1; attempt <= copyAttempts; attempt++) {
      const template = await this.#currentTemplate();
      const made = await this.#createAnew(wanted, template).catch((error) =>
        this.#unlessGone(template, error),
      );
      // A copy may be of its source as it was some seconds ago, and a host may still answer for a former database.
      if (made && (await this.#becomesUsable(made, template))) return;
    }
    throw new EngineError("ServerFailed", "Turso made a database that is no copy of the template.", {
      database: wanted,
    });
  }

  async createEmpty(name: DatabaseName, key: string | null): Promise<void> {
    refuseKey(key);
    const wanted = nameOf(name);
    for (let attempt = 1; attempt <= copyAttempts; attempt++) {
      const made = await this.#createAnew(wanted, null);
      if (await this.#becomesUsable(made, null)) return;
    }
    throw new EngineError("ServerFailed", "Turso made a database that is not empty.", { database: wanted });
  }

  async open(name: DatabaseName, key: string | null): Promise<Connection> {
    refuseKey(key);
    const database = await this.#connections.find(nameOf(name));
    const reader = this.#connections.client(database, "read-only");
    const connection = new Connection(reader, this.#connections.client(database, "full-access"));
    try {
      await assertForeignKeys(reader);
      return connection;
    } catch (error) {
      connection.close();
      if (isEngineError(error, "DatabaseMissing")) this.#connections.forget(database.name);
      throw error;
    }
  }

  async exists(name: DatabaseName): Promise<boolean> {
    return (await this.#platform.database(nameOf(name))) !== null;
  }

  async drop(name: DatabaseName): Promise<void> {
    await this.#drop(nameOf(name));
  }

  /** Its pages; as Turso last measured it, some time ago, where it does not let them be counted. */
  async size(name: DatabaseName): Promise<number | null> {
    try {
      return await this.#connections.measure(nameOf(name));
    } catch (error) {
      if (isEngineError(error, "DatabaseMissing")) return null;
      if (!isEngineError(error, "QuotaReached")) throw error;
      return this.#platform.size(nameOf(name));
    }
  }

  async list(): Promise<DatabaseName[]> {
    return (await this.#platform.databases(this.#group)).flatMap(({ name }) => {
      const match = ownName.exec(name);
      return match?.[1] && match[2] ? [{ databaseId: match[1], generation: Number(match[2]) }] : [];
    });
  }

  /** That the platform API lets us in, and the group is there and awake. */
  health(): Promise<ServerHealth> {
    return askTurso(this.#platform, this.#group, this.#patience);
  }

  async blockWrites(): Promise<void> {
    throw new EngineError("NotSupported", "Turso keeps nobody from writing for a reason of ours.");
  }

  async revokeTokens(): Promise<void> {
    await this.#platform.revokeTokens(this.#group);
    this.#connections.forgetTokens();
  }

  where(name: DatabaseName): string {
    return this.#platform.addressOf(nameOf(name));
  }

  async #currentTemplate(): Promise<string> {
    const template = await this.options.template();
    if (this.#template?.name !== template.name) {
      const place = {
        platform: this.#platform,
        group: this.#group,
        patience: this.#patience,
        connect: (database: TursoDatabase) => this.#connections.client(database, "full-access"),
      };
      const current = { name: template.name, database: findOrMakeTemplate(place, template) };
      this.#template = current;
      current.database.catch(() => {
        if (this.#template === current) this.#template = null;
      });
    }
    return this.#template.database;
  }

  /** A template that somebody deleted is made anew; whatever else went wrong is thrown. */
  async #unlessGone(template: string, error: unknown): Promise<null> {
    if (!isEngineError(error, "ServerFailed") || (await this.#platform.database(template))) throw error;
    this.#template = null;
    return null;
  }

  /** In the place of whatever has that name: of an attempt whose answer was lost, or that was interrupted. */
  async #createAnew(name: string, seed: string | null): Promise<TursoDatabase> {
    for (let attempt = 1; attempt <= createAttempts; attempt++) {
      const made = await this.#platform.create(name, this.#group, seed);
      if (made) return made;
      await this.#drop(name);
      if (attempt > 1) await pause(jitteredPause(this.#patience, attempt));
    }
    throw new EngineError(
      "ServerFailed",
      "Turso does not let go of the name of a database that was deleted.",
      {
        database: name,
      },
    );
  }

  /** @returns whether it is a complete copy of the template, or empty where there is none, and may be opened */
  async #becomesUsable(made: TursoDatabase, template: string | null): Promise<boolean> {
    const client = this.#connections.client(made, "full-access");
    try {
      const isRight = () => (template === null ? isEmpty(client) : hasMark(client));
      if (!(await whenServed(this.#patience, isRight))) return false;
      const unmark = `DROP TABLE IF EXISTS ${templateMark}`;
      if (template !== null) await whenServed(this.#patience, () => client.execute(unmark));
      return true;
    } finally {
      client.close();
    }
  }

  async #drop(database: string): Promise<void> {
    await this.#platform.remove(database);
    this.#connections.forget(database);
  }
}

function nameOf({ databaseId, generation }: DatabaseName): string {
  const name = `${databaseId}-${generation}`;
  if (validName.test(name)) return name;
  throw new EngineError("NotSupported", "This cannot be the name of a database at Turso.", {
    database: name,
  });
}

function groupOf({ groupName, id }: ServerRef): string {
  if (groupName) return groupName;
  throw new EngineError("BadConfiguration", "The server names no group of the Turso organization.", {
    serverId: id,
  });
}

function refuseKey(key: string | null): void {
  if (key === null) return;
  throw new EngineError("NotSupported", "Databases at Turso are not encrypted with keys of ours.");
}

async function isEmpty(client: Client): Promise<boolean> {
  const sql = "SELECT 1 FROM sqlite_master WHERE name NOT LIKE 'libsql%' LIMIT 1";
  return (await client.execute(sql)).rows.length === 0;
}

/** Turso promises durable commits; foreign keys must hold in every connection that it opens for a request. */
async function assertForeignKeys(client: Client): Promise<void> {
  const { rows } = await client.execute("SELECT foreign_keys FROM pragma_foreign_keys");
  if (rows[0]?.foreign_keys === 1) return;
  throw new EngineError("NotSupported", "This database at Turso does not keep its foreign keys.");
}
