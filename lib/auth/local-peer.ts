import { type Env, env } from "@/lib/env";
import { clientAddress } from "./client-address";

type Headers = { get(name: string): string | null };

const forwarding = ["forwarded", "via", "x-real-ip", "cf-connecting-ip"];
const loopback = /^(?:127(?:\.\d{1,3}){3}|::1)$/;
const loopbackName = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/**
 * Whether somebody at this very machine asks, with nobody in between. The peer of a proxy on this machine is loopback
 * for the whole world, so nothing that looks passed on is believed: a header of a proxy, a chain of addresses, another
 * name than this machine's.
 */
export function isLocalPeer(
  headers: Headers,
  config: Pick<Env, "trustedProxyHops" | "onVercel"> = env(),
): boolean {
  if (config.onVercel || config.trustedProxyHops > 0) return false;
  if (forwarding.some((name) => headers.get(name) !== null)) return false;
  if ((headers.get("x-forwarded-for") ?? "").includes(",")) return false;
  // Next fills the second one in from the first when no proxy did.
  const names = [headers.get("host") ?? "", headers.get("x-forwarded-host") ?? "localhost"];
  if (!names.every((name) => loopbackName.test(name))) return false;
  return loopback.test(clientAddress(headers, { trustedProxyHops: 0 }) ?? "");
}
