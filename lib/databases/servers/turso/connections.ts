import type { Client } from "@libsql/client";
import { EngineError } from "../../errors";
import { patientFetch } from "../libsql-server-access";
import { remoteClient } from "../libsql-server-client";
import { DatabaseTokens } from "./database-tokens";
import type { Authorization, TursoDatabase, TursoPlatform } from "./platform";

export interface ConnectionOptions {
  readonly platform: TursoPlatform;
  /** Minutes that a token is good for. */
  readonly tokenLifetime: number;
  /** The address of a database at the host that the platform tells. */
  readonly urlOf: (hostname: string) => string;
}

/** Where the databases of an organization are, and tokens for them: asked for once, and kept in this process. */
export class TursoConnections {
  /** A name keeps its host. */
  readonly #hostnames = new Map<string, string>();
  readonly #tokens = new Map<string, DatabaseTokens>();

  constructor(private readonly options: ConnectionOptions) {}

  /** @throws EngineError `DatabaseMissing` */
  async find(name: string): Promise<Pick<TursoDatabase, "name" | "hostname">> {
    const known = this.#hostnames.get(name);
    if (known !== undefined) return { name, hostname: known };
    const found = await this.options.platform.database(name);
    if (!found) {
      throw new EngineError("DatabaseMissing", "The company's database is not on its server.", {
        database: name,
      });
    }
    this.#hostnames.set(name, found.hostname);
    return found;
  }

  /** A client that asks for a token when it needs one, and for another when the database refuses that. */
  client({ name, hostname }: Pick<TursoDatabase, "name" | "hostname">, authorization: Authorization): Client {
    const tokens = () => this.#tokensOf(name, authorization);
    const fetch = patientFetch(
      async (headers) => headers.set("authorization", `Bearer ${await tokens().current()}`),
      (sent) => {
        tokens().forget(sent.get("authorization")?.slice("Bearer ".length) ?? "");
        return true;
      },
    );
    return remoteClient(this.options.urlOf(hostname), fetch, name);
  }

  /** Bytes of its pages. @throws EngineError `DatabaseMissing` */
  async measure(name: string): Promise<number> {
    const client = this.client(await this.find(name), "read-only");
    try {
      const sql = "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size";
      return Number((await client.execute(sql)).rows[0]?.bytes);
    } finally {
      client.close();
    }
  }

  forget(name: string): void {
    this.#hostnames.delete(name);
    this.#tokens.delete(`${name} read-only`);
    this.#tokens.delete(`${name} full-access`);
  }

  forgetTokens(): void {
    this.#tokens.clear();
  }

  #tokensOf(name: string, authorization: Authorization): DatabaseTokens {
    const key = `${name} ${authorization}`;
    const known = this.#tokens.get(key);
    if (known) return known;
    const { platform, tokenLifetime } = this.options;
    const tokens = new DatabaseTokens(platform, name, authorization, tokenLifetime);
    this.#tokens.set(key, tokens);
    return tokens;
  }
}
