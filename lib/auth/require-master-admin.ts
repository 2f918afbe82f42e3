import { notFound, redirect } from "next/navigation";
import { type Actor, type MasterDb, openMaster } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { currentSession } from "./current-session";
import { requestContext } from "./request-context";
import { pageFor } from "./require-company";

export interface MasterAdminContext {
  readonly master: MasterDb;
  readonly actor: Actor;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
}

/** The first line of every page below `/master-admin`: for anybody else who is signed in, it does not exist. */
export async function requireMasterAdmin(): Promise<MasterAdminContext> {
  const found = await currentSession();
  const request = await requestContext();
  if (!found) redirect(pageFor("signedOut", request.path) ?? "/login");
  if (!found.user.isMasterAdmin) notFound();
  const name = fullName(found.user);
  return {
    master: await openMaster(),
    actor: { id: found.user.id, name, address: request.address, requestId: request.requestId },
    user: { id: found.user.id, name, email: found.user.email },
  };
}
