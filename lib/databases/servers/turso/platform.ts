import { z } from "zod";
import { EngineError } from "../../errors";
import {
  type PlatformAccess,
  type PlatformAnswer,
  PlatformRequests,
  undocumented,
} from "./platform-requests";

export interface TursoDatabase {
  readonly name: string;
  /** Where it is reached, such as `NAME-ORGANIZATION.turso.io`. */
  readonly hostname: string;
  readonly group: string | null;
}

export type Authorization = "full-access" | "read-only";

const database = z.object({
  Name: z.string(),
  Hostname: z.string(),
  group: z.string().nullish(),
});
const one = z.object({ database });
const many = z.object({ databases: z.array(database).nullable() });
const token = z.object({ jwt: z.string().regex(/^[\x21-\x7e]+$/) });
const stored = z.object({ storage_bytes: z.number().nonnegative() });
const usage = z.object({
  database: z.object({ total: stored.optional(), usage: stored.optional() }).optional(),
  total: stored.optional(),
});
const groups = z.object({ groups: z.array(z.unknown()) });
const groupBody = z.object({
  group: z.object({ name: z.string(), archived: z.boolean().nullish() }),
});

/** What of Turso's platform API (https://docs.turso.tech/api-reference) databases need, for one organization. */
export class TursoPlatform {
  readonly #requests: PlatformRequests;
  readonly #url: string;
  #organizationIsKnown: Promise<void> | null = null;

  constructor(
    readonly organization: string,
    access: PlatformAccess,
  ) {
    this.#url = access.url;
    this.#requests = new PlatformRequests(access);
  }

  /**
   * The group, or null when there is none of that name.
   * @throws EngineError as every verb here: `WrongKey`, `QuotaReached`, `Busy`, `ServerFailed`, `BadConfiguration`
   */
  async group(name: string): Promise<{ readonly archived: boolean } | null> {
    const what = "look at a group";
    const answer = await this.#requests.ask({
      method: "GET",
      path: this.#path("groups", name),
      repeatable: true,
      expected: [404],
      what,
    });
    if (answer.status === 404) return this.#missing();
    const { group } = read(groupBody, answer, what);
    return { archived: group.archived ?? false };
  }

  async databases(group: string): Promise<TursoDatabase[]> {
    const what = "list databases";
    const path = this.#path("databases");
    const answer = await this.#requests.ask({
      method: "GET",
      path,
      query: { group },
      repeatable: true,
      what,
    });
    const found = read(many, answer, what).databases ?? [];
    // Who does not know the filter answers with all.
    return found.map(toDatabase).filter((each) => each.group === null || each.group === group);
  }

  async database(name: string): Promise<TursoDatabase | null> {
    const what = "look at a database";
    const answer = await this.#requests.ask({
      method: "GET",
      path: this.#path("databases", name),
      repeatable: true,
      expected: [404],
      what,
    });
    if (answer.status === 404) return this.#missing();
    return toDatabase(read(one, answer, what).database);
  }

  /**
   * Makes a database, empty or as a copy of another of the same group; null when the name is taken, be it by an
   * attempt of ours whose answer was lost.
   */
  async create(name: string, group: string, seed: string | null): Promise<TursoDatabase | null> {
    const what = "create a database";
    const body = { name, group, ...(seed !== null && { seed: { type: "database", name: seed } }) };
    const answer = await this.#requests.ask({
      method: "POST",
      path: this.#path("databases"),
      body,
      repeatable: true,
      expected: [409],
      what,
    });
    if (answer.status === 409) return null;
    return { ...toDatabase(read(one, answer, what).database), group };
  }

  /** Missing is fine. */
  async remove(name: string): Promise<void> {
    const what = "delete a database";
    const answer = await this.#requests.ask({
      method: "DELETE",
      path: this.#path("databases", name),
      repeatable: true,
      expected: [404],
      what,
    });
    if (answer.status === 404) await this.#missing();
  }

  /** A token for one database, or null when there is no such database. A second one harms nobody. */
  async createToken(
    name: string,
    authorization: Authorization,
    lifetimeMinutes: number,
  ): Promise<string | null> {
    const what = "make a token";
    const path = this.#path("databases", name, "auth", "tokens");
    const query = { expiration: `${lifetimeMinutes}m`, authorization };
    const answer = await this.#requests.ask({
      method: "POST",
      path,
      query,
      repeatable: true,
      expected: [404],
      what,
    });
    return answer.status === 404 ? this.#missing() : read(token, answer, what).jwt;
  }

  /** Makes every token of every database of the group worthless; Turso answers nothing. */
  async revokeTokens(group: string): Promise<void> {
    const path = this.#path("groups", group, "auth", "rotate");
    await this.#requests.ask({ method: "POST", path, repeatable: false, what: "revoke tokens" });
  }

  /** Bytes, or null when there is no such database, or nothing is told of it. */
  async size(name: string): Promise<number | null> {
    const what = "read the usage of a database";
    const path = this.#path("databases", name, "usage");
    const answer = await this.#requests.ask({ method: "GET", path, repeatable: true, expected: [404], what });
    if (answer.status === 404) return this.#missing();
    const told = read(usage, answer, what);
    return (told.database?.total ?? told.database?.usage ?? told.total)?.storage_bytes ?? null;
  }

  /**
   * Nothing is taken for gone before the organization is known to be the one meant: of another's, or of one that is
   * spelled wrongly, everything is missing.
   */
  async #missing(): Promise<null> {
    this.#organizationIsKnown ??= this.#assertOrganization().catch((error) => {
      this.#organizationIsKnown = null;
      throw error;
    });
    await this.#organizationIsKnown;
    return null;
  }

  async #assertOrganization(): Promise<void> {
    const what = "list groups";
    const path = this.#path("groups");
    const answer = await this.#requests.ask({ method: "GET", path, repeatable: true, expected: [404], what });
    if (answer.status === 404) {
      throw new EngineError(
        "BadConfiguration",
        `Turso does not know the organization ${this.organization}: set TURSO_ORGANIZATION to its slug.`,
      );
    }
    read(groups, answer, what);
  }

  /** Where the platform tells of a database, for people. */
  addressOf(name: string): string {
    return `${this.#url}/${this.#path("databases", name).join("/")}`;
  }

  #path(...parts: string[]): string[] {
    return ["v1", "organizations", this.organization, ...parts];
  }
}

function toDatabase({ Name, Hostname, group }: z.output<typeof database>): TursoDatabase {
  return { name: Name, hostname: Hostname, group: group ?? null };
}

function read<T>(schema: z.ZodType<T>, { json, status }: PlatformAnswer, what: string): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw undocumented(what, status);
}
