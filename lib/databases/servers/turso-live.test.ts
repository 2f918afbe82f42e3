import { expect, it } from "vitest";
import { readEnv } from "@/lib/env";
import type { ServerRef } from "../registry";
import { tenantTemplate } from "../template";
import { contractContent, keepsTheContract } from "./contract.fixture";
import type { DatabaseName } from "./database-server";
import { TursoServer } from "./turso";
import { usualPatience } from "./turso/patience";
import { TursoPlatform } from "./turso/platform";
import { RateLimit, usualRate } from "./turso/rate-limit";
import { type TursoAccount, tursoApiUrl } from "./turso/turso-servers";

/**
 * The contract at Turso Cloud itself, for whoever sets an account for it: TURSO_API_TOKEN, TURSO_ORGANIZATION and, when
 * it is not "default", TURSO_TEST_GROUP. What it makes there it removes.
 */
const { TURSO_API_TOKEN, TURSO_ORGANIZATION, TURSO_TEST_GROUP = "default" } = process.env;
const { turso: account } = readEnv({ TURSO_API_TOKEN, TURSO_ORGANIZATION });

if (account) keepsTheContract("turso, at Turso Cloud", () => subjectAt(account));
else {
  it("is not asked of Turso Cloud, since no account is set for it", () => {
    expect(TURSO_API_TOKEN ?? "").toBe("");
  });
}

async function subjectAt({ apiToken, organization }: TursoAccount) {
  const template = tenantTemplate(async () => contractContent);
  const ref: ServerRef = {
    ...{ id: "live", kind: "turso", url: tursoApiUrl, adminUrl: null },
    groupName: TURSO_TEST_GROUP,
  };
  const platformWith = (token: string) =>
    new TursoPlatform(organization, {
      url: tursoApiUrl,
      apiToken: token,
      rate: new RateLimit(usualRate),
      patience: usualPatience,
    });
  const platform = platformWith(apiToken);
  const made: DatabaseName[] = [];
  const server = new (class extends TursoServer {
    override create(name: DatabaseName, key: string | null): Promise<void> {
      made.push(name);
      return super.create(name, key);
    }
  })(ref, { platform, template });
  const stranger = new TursoServer(ref, { platform: platformWith("of-nobody-at-all"), template });
  return {
    server,
    key: null,
    openWrongly: (name: DatabaseName) => stranger.open(name, null),
    stop: async () => {
      for (const name of made) await server.drop(name);
      // Of this content alone, which no company begins with.
      const own = `template-${(await template()).name.slice(0, 12)}-`;
      for (const { name } of await platform.databases(TURSO_TEST_GROUP)) {
        if (name.startsWith(own)) await platform.remove(name);
      }
    },
  };
}
