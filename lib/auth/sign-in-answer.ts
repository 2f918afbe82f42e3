import type { NextRequest } from "next/server";
import type { Verdict } from "./next-auth-options";
import { addressOf } from "./own-address";
import { safeNext } from "./safe-next";

/** Says to a program what came of its sign-in: 401, 429 with the wait, or where to go. */
export function answerSignIn(
  request: NextRequest,
  response: Response,
  { result }: Verdict,
): Promise<Response> | Response {
  if (!result) return refuse(response, 400, "csrf");
  if (!("refused" in result)) return withOwnAddress(request, response);
  if (result.refused === "wrong") return refuse(response, 401, "wrong");
  const refused = refuse(response, 429, "throttled", result.waitSeconds);
  refused.headers.set("Retry-After", String(result.waitSeconds));
  return refused;
}

/** next-auth knows only one address of ours, from its own variable; people may have come by another. */
export async function withOwnAddress(request: NextRequest, response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  const location = headers.get("location");
  if (location) {
    headers.set("location", ownAddress(request, location));
    return new Response(null, { status: response.status, headers });
  }
  const text = await response.text();
  const body = headers.get("content-type")?.includes("json") ? JSON.parse(text) : null;
  if (typeof body?.url !== "string") return new Response(text, { status: response.status, headers });
  return Response.json({ ...body, url: ownAddress(request, body.url) }, { status: 200, headers });
}

function ownAddress(request: NextRequest, url: string): string {
  const { pathname, search } = new URL(url, "http://a.invalid");
  const path = pathname === "/login" ? pathname : safeNext(pathname + search);
  // `nextUrl` makes one name of all loopback addresses, so it comes last.
  return (addressOf(request.headers) ?? request.nextUrl.origin) + path;
}

function refuse(response: Response, status: number, error: string, retryAfter?: number): Response {
  const refused = Response.json({ error, ...(retryAfter && { retryAfter }) }, { status });
  for (const cookie of response.headers.getSetCookie()) refused.headers.append("set-cookie", cookie);
  return refused;
}
