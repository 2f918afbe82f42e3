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

/** `__Secure-` keeps a plain-text connection from planting one. */
export function sessionCookieName(secure: boolean): string {
  return `${secure ? "__Secure-" : ""}medadmin.session`;
}

export function sessionCookieOptions(secure: boolean) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
}
