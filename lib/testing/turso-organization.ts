import { type CryptoKey, SignJWT } from "jose";
import type { NamespaceAdmin } from "@/lib/databases/servers/libsql-server-admin";
import { newId } from "@/lib/domain/id";

export interface Answered {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
}

interface StoredDatabase {
  readonly id: string;
  readonly group: string;
  /** Requests that are still answered with 404: the host learns of a database later than the platform. */
  unserved: number;
  readonly tokens: Set<string>;
}

interface DatabaseInput {
  readonly name?: unknown;
  readonly group?: unknown;
  readonly seed?: { readonly type?: unknown; readonly name?: unknown };
}

export const json = (status: number, value: unknown): Answered => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});

const slug = "acme";
const base = `/v1/organizations/${slug}`;

/** One organization with its groups and databases, each of which is a namespace of a libSQL server. */
export class TursoOrganization {
  readonly slug = slug;
  readonly groups = new Map<string, { archived: boolean }>([["default", { archived: false }]]);
  readonly databases = new Map<string, StoredDatabase>();
  /** Requests that find a new database missing. */
  unservedAtFirst = 2;
  /** Copies that are of their source as it was before anything was written. */
  earlyCopies = 0;
  /** Transactions that only read end between two requests, as those do that last too long. */
  endsReads = false;
  /** Waited for before a request is carried out that only reads. */
  beforeRead: ((body: string) => Promise<void>) | null = null;
  /** Databases that the plan allows. */
  mostDatabases = 1000;

  constructor(
    private readonly admin: NamespaceAdmin,
    private readonly signingKey: CryptoKey,
  ) {}

  nameAt(hostname: string): string | null {
    const name = hostname.replace(`-${slug}.turso.test`, "");
    return this.databases.has(name) ? name : null;
  }

  isServed(name: string): boolean {
    const database = this.databases.get(name);
    return database !== undefined && database.unserved-- <= 0;
  }

  isGood(token: string, name: string): boolean {
    return this.databases.get(name)?.tokens.has(token) ?? false;
  }

  /** All that are good. */
  tokens(): string[] {
    return [...this.databases.values()].flatMap(({ tokens }) => [...tokens]);
  }

  async answer(line: string, body: string): Promise<Answered> {
    const [method = "", address = ""] = line.split(" ");
    const { pathname, searchParams } = new URL(address, "http://turso");
    if (!pathname.startsWith(`${base}/`)) return json(404, { error: "could not find organization" });
    const [kind, name, ...verb] = pathname.slice(base.length + 1).split("/");
    if (kind === "groups" && method === "GET") return this.#group(name);
    if (kind === "groups" && `${method} ${verb.join("/")}` === "POST auth/rotate") return this.#revoke(name);
    if (kind !== "databases") return json(404, { error: "not found" });
    if (name === undefined) {
      return method === "POST" ? this.#create(body) : this.#list(searchParams.get("group"));
    }
    const database = this.databases.get(name);
    if (!database) {
      return json(404, { error: `could not find database with name ${name}: record not found` });
    }
    switch (`${method} ${verb.join("/")}`.trim()) {
      case "GET":
        return json(200, { database: this.#told(name, database) });
      case "DELETE":
        await this.admin.drop(name);
        this.databases.delete(name);
        return json(200, { database: name });
      case "POST auth/tokens":
        return this.#token(name, database, searchParams);
      case "GET usage": {
        const total = { rows_read: 0, rows_written: 0, storage_bytes: 4096 };
        return json(200, { database: { uuid: database.id, instances: [], total } });
      }
      default:
        return json(405, { error: "method not allowed" });
    }
  }

  #group(name: string | undefined): Answered {
    const told = (each: string, { archived }: { archived: boolean }) => ({
      name: each,
      version: "v0.24.32",
      primary: "aws-eu-west-1",
      locations: ["aws-eu-west-1"],
      archived,
    });
    if (name === undefined) {
      return json(200, { groups: [...this.groups].map(([each, group]) => told(each, group)) });
    }
    const group = this.groups.get(name);
    return group ? json(200, { group: told(name, group) }) : json(404, { error: "group not found" });
  }

  #revoke(group: string | undefined): Answered {
    if (group === undefined || !this.groups.has(group)) return json(404, { error: "group not found" });
    for (const each of this.databases.values()) if (each.group === group) each.tokens.clear();
    return { status: 200 };
  }

  #list(group: string | null): Answered {
    const databases = [...this.databases]
      .filter(([, database]) => group === null || database.group === group)
      .map(([name, database]) => this.#told(name, database));
    return json(200, { databases });
  }

  async #create(body: string): Promise<Answered> {
    const { name, group, seed } = JSON.parse(body) as DatabaseInput;
    if (typeof name !== "string" || !/^[a-z0-9-]{1,64}$/.test(name)) {
      return json(400, { error: "name must contain only lowercase letters, numbers and dashes" });
    }
    if (typeof group !== "string" || !this.groups.has(group)) return json(400, { error: "group not found" });
    if (this.databases.has(name)) return json(409, { error: `database with name ${name} already exists` });
    if (this.databases.size >= this.mostDatabases) {
      return json(403, { error: "maximum number of databases reached, upgrade your plan" });
    }
    const source = typeof seed?.name === "string" ? this.databases.get(seed.name) : undefined;
    if (seed && (seed.type !== "database" || source?.group !== group)) {
      return json(400, { error: "seed database not found" });
    }
    if (seed && this.earlyCopies-- <= 0) await this.admin.fork(String(seed.name), name);
    else await this.admin.create(name);
    const database = { id: newId(), group, unserved: this.unservedAtFirst, tokens: new Set<string>() };
    this.databases.set(name, database);
    const { DbId, Hostname, Name } = this.#told(name, database);
    return json(200, { database: { DbId, Hostname, Name } });
  }

  async #token(name: string, database: StoredDatabase, query: URLSearchParams): Promise<Answered> {
    const authorization = query.get("authorization") ?? "full-access";
    const minutes = /^(\d+)m$/.exec(query.get("expiration") ?? "")?.[1];
    if (!minutes || !["full-access", "read-only"].includes(authorization)) {
      return json(400, { error: "Invalid expiration format" });
    }
    const permission = authorization === "read-only" ? "ro" : "rw";
    const jwt = await new SignJWT({ p: { [permission]: { ns: [name] } }, jti: newId() })
      .setProtectedHeader({ alg: "EdDSA" })
      .setExpirationTime(`${minutes}m`)
      .sign(this.signingKey);
    database.tokens.add(jwt);
    return json(200, { jwt });
  }

  #told(name: string, { id, group }: StoredDatabase) {
    return {
      Name: name,
      DbId: id,
      Hostname: `${name}-${slug}.turso.test`,
      group,
      regions: ["aws-eu-west-1"],
      primaryRegion: "aws-eu-west-1",
      type: "logical",
      version: "0.24.32",
      sleeping: false,
    };
  }
}
