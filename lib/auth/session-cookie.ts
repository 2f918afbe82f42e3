import { type Env, env } from "@/lib/env";

type Headers = { get(name: string): string | null };

/** Whether the browser reached us over TLS: the operator said so, or a proxy that we trust did. */
export function isSecure(
  headers: Headers,
  config: Pick<Env, "publicUrl" | "trustedProxyHops" | "onVercel"> = env(),
): boolean {
  if (config.publicUrl) return config.publicUrl.startsWith("https://");
  const believed = config.trustedProxyHops > 0 || config.onVercel;
  return believed && headers.get("x-forwarded-proto")?.split(",").at(-1)?.trim() === "https";
}

/**
 * `__Host-` keeps a plain-text connection from planting one, and so it keeps a neighbouring host of the same domain:
 * whoever works without noticing in a stranger's session gives them what they type.
 */
export function sessionCookieName(secure: boolean): string {
  return `${secure ? "__Host-" : ""}medadmin.session`;
}

/** What `__Host-` asks for as well: the whole host, and no domain. */
export function sessionCookieOptions(secure: boolean) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
}
