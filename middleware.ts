import { type NextRequest, NextResponse } from "next/server";
import { isGuarded } from "@/lib/auth/guarded-paths";
import { isSecure, sessionCookieName } from "@/lib/auth/session-cookie";
import { decodeSessionToken } from "@/lib/auth/session-token";
import { newId } from "@/lib/domain/id";

/**
 * Gives each request its id and says, for the logs, which company its token names; sends the signed-out to the login
 * page. It reads no database and guards nothing: `requireCompany` does, in every page and action.
 *
 * Next 16 calls this file `proxy` and still runs it under its old name. The name is kept because the project's card
 * asks for it; the Node runtime, because the signing key is a file of the data folder.
 */
export async function middleware(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const token = request.cookies.get(sessionCookieName(isSecure(request.headers)))?.value;
  const claims = await decodeSessionToken(token, new Date());
  const reads = request.method === "GET" || request.method === "HEAD";
  if (!claims && reads && isGuarded(pathname)) {
    const login = new URL("/login", request.nextUrl);
    login.searchParams.set("next", pathname + search);
    return NextResponse.redirect(login);
  }
  const requestId = newId();
  // Set or removed, whatever came in: nobody names their own company.
  const headers = new Headers(request.headers);
  headers.set("x-request-id", requestId);
  headers.set("x-path", pathname + search);
  headers.delete("x-company");
  if (claims?.company) headers.set("x-company", claims.company.slug);
  const status = statusOf[pathname];
  const response = NextResponse.next({ request: { headers }, ...(status && { status }) });
  response.headers.set("x-request-id", requestId);
  if (status === 503) response.headers.set("retry-after", "5");
  return response;
}

/** Pages that stand for a workspace that cannot be shown; a page cannot set its own status. */
const statusOf: Record<string, number> = {
  "/workspace/preparing": 503,
  "/workspace/upgrading": 503,
  "/workspace/sandboxMaking": 503,
  "/workspace/unavailable": 503,
  "/workspace/suspended": 403,
  "/workspace/none": 403,
};

export const config = {
  runtime: "nodejs",
  matcher: ["/((?!_next/|.*\\.(?:css|ico|js|map|png|svg|txt|webmanifest|woff2)$).*)"],
};
