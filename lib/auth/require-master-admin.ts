import { notFound, redirect } from "next/navigation";
import { type Actor, type MasterDb, openMaster } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { currentImpersonation } from "./company-access";
import { currentSession, pendingSession } from "./current-session";
import { type RequestContext, requestContext } from "./request-context";

export interface MasterAdminContext {
  readonly master: MasterDb;
  readonly actor: Actor;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly sessionId: string;
}

/**
 * The first line of every page below `/master-admin`: for anybody else it does not exist, signed in or not. Who is in
 * a company leaves it first: nobody is in two places.
 */
export async function requireMasterAdmin(): Promise<MasterAdminContext> {
  return (await openMasterAdmin()) ?? notFound();
}

/** As `requireMasterAdmin`; null for whom it does not exist. */
export async function openMasterAdmin(): Promise<MasterAdminContext | null> {
  const found = await currentSession();
  const request = await requestContext();
  if (!found?.user.isMasterAdmin) {
    if (await pendingSession()) redirect(secondFactorPage(request));
    return null;
  }
  if (currentImpersonation(found, new Date())) redirect("/dashboard");
  const name = fullName(found.user);
  return {
    master: await openMaster(),
    actor: { id: found.user.id, name, address: request.address, requestId: request.requestId },
    user: { id: found.user.id, name, email: found.user.email },
    sessionId: found.session.id,
  };
}

/** Where the second factor is proven, or set up the first time. */
export function secondFactorPage({ path }: Pick<RequestContext, "path">): string {
  return path ? `/second-factor?next=${encodeURIComponent(path)}` : "/second-factor";
}
