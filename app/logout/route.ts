import { type NextRequest, NextResponse } from "next/server";
import { anySession } from "@/lib/auth/current-session";
import { requestContext } from "@/lib/auth/request-context";
import { sessionCookieName, sessionCookieOptions } from "@/lib/auth/session-cookie";
import { openMaster, write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { closeImpersonations } from "@/lib/journeys/close-impersonations";
import { endSession } from "@/lib/master/sessions/end-sessions";

/**
 * Signs out: the session ends in the database, and with it the stay in a company that was entered; then the cookie
 * goes. A plain form posts here, from any page.
 */
export async function POST(request: NextRequest): Promise<Response> {
  // Lax cookies do not come along from other sites; this also answers those that have none.
  if (request.headers.get("sec-fetch-site") === "cross-site") return new Response(null, { status: 403 });
  const found = await anySession();
  const { address, requestId, secure } = await requestContext();
  if (found) {
    const actor = { id: found.user.id, name: fullName(found.user), address, requestId };
    const master = await openMaster();
    await write(master, actor, (tx) => endSession(tx, found.user.id, found.session.id));
    if (found.impersonation) await closeImpersonations(master, new Date());
  }
  const response = new NextResponse(null, { status: 303, headers: { location: "/login" } });
  response.cookies.set(sessionCookieName(secure), "", { ...sessionCookieOptions(secure), maxAge: 0 });
  return response;
}
