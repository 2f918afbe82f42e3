import type { EngineOptions } from "@/lib/databases";
import { LibsqlServer } from "@/lib/databases/servers/libsql-server";
import { tursoServers } from "@/lib/databases/servers/turso/turso-servers";
import { tenantTemplate } from "@/lib/databases/template";
import { ConfigurationError, type Env } from "@/lib/env";
import { signingKey } from "@/lib/signing-keys";
import { templateContent } from "./template-content";

/**
 * How servers of the remote kinds are reached with what the operator set. A factory throws a ConfigurationError when
 * something is missing that its kind cannot do without.
 */
export function serverFactories(config: Env): NonNullable<EngineOptions["servers"]> {
  const template = tenantTemplate(templateContent);
  return {
    "libsql-server": (ref) => {
      signingKey(config);
      const adminAuthKey = config.libsqlAdminAuthKey;
      return new LibsqlServer(ref, { signingKey: () => signingKey(config), adminAuthKey, template });
    },
    turso: config.turso ? tursoServers(config.turso, template) : tursoIsNotSet,
  };
}

function tursoIsNotSet(): never {
  throw new ConfigurationError(
    "Databases at Turso need TURSO_API_TOKEN and TURSO_ORGANIZATION; see docs/turso.md.",
  );
}
