import { type Env, env } from "@/lib/env";

type Headers = { get(name: string): string | null };

/**
 * Where a request came from. `X-Forwarded-For` ends with the connection's own peer (see `peer-address.ts`), before it
 * stands what each proxy appended; everything left of our proxies was written by the client and is not believed.
 */
export function clientAddress(
  headers: Headers,
  config: Pick<Env, "trustedProxyHops"> = env(),
): string | null {
  const hops = (headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map((hop) => hop.trim())
    .filter(Boolean);
  const address = hops[Math.max(0, hops.length - 1 - config.trustedProxyHops)];
  return address === undefined ? null : plainAddress(address);
}

/** IPv4 inside IPv6 as IPv4; no port, no zone, nothing longer than an address can be. */
function plainAddress(text: string): string {
  return text
    .replace(/^\[(.*)\](:\d+)?$/, "$1")
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1")
    .replace(/%.*$/, "")
    .toLowerCase()
    .slice(0, 45);
}

/** What is counted as one place: a household has a whole /64 of IPv6 addresses. */
export function addressBucket(address: string | null): string {
  if (address === null) return "unknown";
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("::");
  const front = head.split(":").filter(Boolean);
  const back = tail === undefined ? [] : tail.split(":").filter(Boolean);
  const zeros =
    tail === undefined ? [] : new Array<string>(Math.max(0, 8 - front.length - back.length)).fill("0");
  return `${[...front, ...zeros, ...back].slice(0, 4).join(":")}::/64`;
}
