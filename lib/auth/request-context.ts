import { headers } from "next/headers";
import { isId } from "@/lib/domain/id";
import { clientAddress } from "./client-address";
import { isSecure } from "./session-cookie";

export interface RequestContext {
  readonly requestId: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly secure: boolean;
  /** The path and query asked for, as middleware saw it. */
  readonly path: string | null;
}

/** What is worth knowing of the request besides its input. */
export async function requestContext(): Promise<RequestContext> {
  const all = await headers();
  return {
    requestId: requestIdOf(all.get("x-request-id")),
    address: clientAddress(all),
    userAgent: all.get("user-agent")?.slice(0, 300) ?? null,
    secure: isSecure(all),
    path: all.get("x-path"),
  };
}

/** Middleware sets it, but does not see addresses that look like files, and there anybody could write our audit's. */
const requestIdOf = (header: string | null) => (isId(header) ? header : null);
