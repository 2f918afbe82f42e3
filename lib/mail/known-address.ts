import { type Env, env } from "@/lib/env";

/**
 * Where people reach us, for letters that no request of their reader's asks for: what the operator said, never what
 * a browser sent, which may be somebody else's.
 */
export function knownAddress(
  { publicUrl, host, port }: Pick<Env, "publicUrl" | "host" | "port"> = env(),
): string {
  return publicUrl ?? `http://${host}:${port}`;
}
