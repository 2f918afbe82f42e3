import { type NextRequest, NextResponse } from "next/server";
import { currentSession } from "@/lib/auth/current-session";
import { reissueSession } from "@/lib/auth/reissue-session";
import { requestContext } from "@/lib/auth/request-context";
import { returnWith } from "@/lib/auth/return-path";
import { openMaster } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { exitCompany } from "@/lib/journeys/exit-company";

/**
 * "Exit Impersonation": leaves the company and goes back to where it began. A plain form posts here, from any page:
 * it works without JavaScript, on pages that say no, and whatever the page's own code has become.
 */
export async function POST(request: NextRequest): Promise<Response> {
  if (request.headers.get("sec-fetch-site") === "cross-site") return new Response(null, { status: 403 });
  const found = await currentSession();
  if (!found) return seeOther("/login");
  const { address, requestId } = await requestContext();
  const admin = { id: found.user.id, name: fullName(found.user), address, requestId };
  const [master, now] = [await openMaster(), new Date()];
  const left = await exitCompany(master, found.session.id, admin, now);
  if (!left) return seeOther(found.user.isMasterAdmin ? "/master-admin" : "/dashboard");
  await reissueSession(master, found.session.id, now);
  return seeOther(returnWith(left.returnPath, left.wasOver ? "impersonationOver" : "impersonationEnded"));
}

const seeOther = (location: string) => new NextResponse(null, { status: 303, headers: { location } });
