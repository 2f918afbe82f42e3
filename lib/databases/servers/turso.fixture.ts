import type { Client } from "@libsql/client";
import type { TursoApi } from "@/lib/testing/turso-api";
import { TursoServer, type TursoServerOptions } from "./turso";
import type { Patience } from "./turso/patience";
import { TursoPlatform } from "./turso/platform";
import { RateLimit } from "./turso/rate-limit";

/** Enough tries, and no long waits. */
export const testPatience: Patience = {
  requestMs: 5_000,
  attempts: 4,
  firstPauseMs: 10,
  longestPauseMs: 1_500,
  healthMs: 5_000,
  readyMs: 20_000,
};

export interface TursoOverrides {
  readonly apiToken?: string;
  readonly organization?: string;
  readonly group?: string;
  readonly patience?: Partial<Patience>;
  readonly tokenLifetime?: number;
  readonly template?: TursoServerOptions["template"];
}

export function platformAt(api: TursoApi, { apiToken, organization, patience }: TursoOverrides = {}) {
  return new TursoPlatform(organization ?? api.organization.slug, {
    url: api.url,
    apiToken: apiToken ?? api.apiToken,
    rate: new RateLimit({ perSecond: 1_000, burst: 100, longestWaitMs: 10_000 }),
    patience: { ...testPatience, ...patience },
  });
}

export function tursoAt(api: TursoApi, overrides: TursoOverrides = {}): TursoServer {
  const { group = "default", patience, tokenLifetime = 60 } = overrides;
  return new TursoServer(
    { id: "test", kind: "turso", url: api.url, adminUrl: null, groupName: group },
    {
      platform: platformAt(api, overrides),
      template: overrides.template ?? smallTemplate(),
      patience: { ...testPatience, ...patience },
      tokenLifetime,
      urlOf: api.urlOf,
    },
  );
}

/** One table with one row; another name for each that is asked for. */
export function smallTemplate(name = "0123456789abcdef"): TursoServerOptions["template"] {
  const build = async (client: Client) => {
    await client.batch(["CREATE TABLE t (n INTEGER)", "INSERT INTO t VALUES (1)"], "write");
  };
  return async () => ({ name, build });
}
