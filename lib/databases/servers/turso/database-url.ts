import { EngineError } from "../../errors";

/**
 * Where a database is reached, made of the name that the platform tells: nothing in it may lead elsewhere than to a
 * host.
 * @throws EngineError `ServerFailed`
 */
export function databaseUrl(hostname: string): string {
  const labels = hostname.split(".");
  if (labels.every((label) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(label)) && labels.length > 1) {
    if (labels.every((label) => label.length <= 63)) return `https://${hostname}`;
    throw new EngineError(
      "ServerFailed",
      "Turso named a host whose name is longer than the Internet allows: use an organization with a shorter slug.",
      { hostname },
    );
  }
  throw new EngineError("ServerFailed", "Turso named no host at which the database could be reached.");
}
