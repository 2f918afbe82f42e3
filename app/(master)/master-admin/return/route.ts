import { NextResponse } from "next/server";
import { reissueSession } from "@/lib/auth/reissue-session";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { returnWith } from "@/lib/auth/return-path";
import { exitCompany } from "@/lib/journeys/exit-company";

/**
 * Where a company's page leads once the time in it is over: back to where it began. Who is still in a company is led
 * back into it instead, so that no link from elsewhere ends a stay.
 */
export async function GET(): Promise<Response> {
  const { master, actor, sessionId } = await requireMasterAdmin();
  const now = new Date();
  const left = await exitCompany(master, sessionId, actor, now);
  if (left) await reissueSession(master, sessionId, now);
  const location = left ? returnWith(left.returnPath, "impersonationOver") : "/master-admin";
  return new NextResponse(null, { status: 303, headers: { location } });
}
