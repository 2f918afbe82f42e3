import { headers } from "next/headers";
import { DomainError } from "@/lib/domain/errors";
import { type Env, env } from "@/lib/env";
import { isSecure } from "./session-cookie";

type Headers = { get(name: string): string | null };

/** Where browsers reach us: what the operator said, else as the client typed it. Null when neither did. */
export function addressOf(
  all: Headers,
  config: Pick<Env, "publicUrl" | "trustedProxyHops" | "onVercel"> = env(),
): string | null {
  if (config.publicUrl) return config.publicUrl;
  const host = all.get("host");
  return host ? `${isSecure(all, config) ? "https" : "http"}://${host}` : null;
}

/**
 * For links in what anybody may have sent to somebody else: whoever asks writes the `Host` header, and could lead the
 * reader to a page of their own. Null when the operator did not say where we are, and it is not this machine alone.
 */
export function certainAddress(all: Headers, config: Parameters<typeof addressOf>[1] = env()): string | null {
  const address = addressOf(all, config);
  if (address === null || config.publicUrl) return address;
  const { hostname } = URL.canParse(address) ? new URL(address) : { hostname: "" };
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname) ? address : null;
}

/**
 * As `certainAddress`, for who is signed in and has a letter sent to somebody else. A platform admin is no exception: a
 * link to a page of their own would hand them the token that only its reader may have.
 * @throws DomainError `addressUnknown`
 */
export async function ownAddress(): Promise<string> {
  const address = certainAddress(await headers());
  if (address === null) throw new DomainError("addressUnknown");
  return address;
}
