import type { CompanyState, ImpersonationMode } from "@/drizzle/master/schema/states";

/** The most a master admin may do in a company of this state, in which others may do nothing; null: not enter it. */
export function impersonationIn(state: CompanyState): ImpersonationMode | null {
  if (state === "provisioning" || state === "closed") return null;
  return state === "suspended" || state === "closing" ? "read" : "full";
}
