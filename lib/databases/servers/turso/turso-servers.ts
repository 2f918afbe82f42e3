import { EngineError } from "../../errors";
import type { ServerRef } from "../../registry";
import type { TenantTemplateSource } from "../../template";
import { TursoServer } from "../turso";
import { usualPatience } from "./patience";
import { TursoPlatform } from "./platform";
import { RateLimit, usualRate } from "./rate-limit";

export interface TursoAccount {
  readonly apiToken: string;
  /** Its slug. */
  readonly organization: string;
}

/** Where the platform API is when a server's row does not say otherwise. */
export const tursoApiUrl = "https://api.turso.tech";

/** Servers of one account: they share what may be asked in a second. */
export function tursoServers(
  { apiToken, organization }: TursoAccount,
  template: TenantTemplateSource,
): (ref: ServerRef) => TursoServer {
  const platforms = new Map<string, TursoPlatform>();
  return (ref) => {
    const url = platformUrl(ref);
    const access = { url, apiToken, rate: new RateLimit(usualRate), patience: usualPatience };
    const platform = platforms.get(url) ?? new TursoPlatform(organization, access);
    platforms.set(url, platform);
    return new TursoServer(ref, { platform, template });
  };
}

/** The token must not be sent in the clear, nor with a name and a password beside it. */
function platformUrl({ id, url }: ServerRef): string {
  const parsed = URL.parse(url || tursoApiUrl);
  const isLoopback = parsed?.hostname === "127.0.0.1" || parsed?.hostname === "localhost";
  const isSafe = parsed?.protocol === "https:" || (parsed?.protocol === "http:" && isLoopback);
  if (!parsed || !isSafe || parsed.username || parsed.password || parsed.search || parsed.hash) {
    throw new EngineError("BadConfiguration", "The address of Turso's platform API must be an https: URL.", {
      serverId: id,
    });
  }
  return parsed.href.replace(/\/+$/, "");
}
