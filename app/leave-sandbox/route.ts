import { type NextRequest, NextResponse } from "next/server";
import { currentSession } from "@/lib/auth/current-session";
import { requestContext } from "@/lib/auth/request-context";
import { openMaster, write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { leaveSandbox } from "@/lib/master/sessions/enter-sandbox";

/**
 * Leaves the sandbox for the company's own database. A plain form posts here, from any page: it works without
 * JavaScript, and whatever has become of the sandbox.
 */
export async function POST(request: NextRequest): Promise<Response> {
  if (request.headers.get("sec-fetch-site") === "cross-site") return new Response(null, { status: 403 });
  const found = await currentSession();
  if (!found) return seeOther("/login");
  const { address, requestId } = await requestContext();
  const actor = { id: found.user.id, name: fullName(found.user), address, requestId };
  const visit = { user: found.user, sessionId: found.session.id };
  await write(await openMaster(), actor, (tx) => leaveSandbox(tx, visit));
  return seeOther("/dashboard");
}

const seeOther = (location: string) => new NextResponse(null, { status: 303, headers: { location } });
