import { redirect } from "next/navigation";
import { currentSession, pendingSession } from "./current-session";
import { secondFactorPage } from "./require-master-admin";
import { safeNext } from "./safe-next";

/** Pages for people who are not signed in send everybody else where they were going. */
export async function redirectSignedIn(next?: unknown): Promise<void> {
  if (await pendingSession()) redirect(secondFactorPage({ path: safeNext(next, "/master-admin") }));
  const found = await currentSession();
  if (found) redirect(safeNext(next, homeFor(found.user.isMasterAdmin && found.company === null)));
}

/** Where somebody begins. */
export function homeFor(isOnlyMasterAdmin: boolean): "/master-admin" | "/dashboard" {
  return isOnlyMasterAdmin ? "/master-admin" : "/dashboard";
}
