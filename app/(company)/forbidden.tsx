import { Missing } from "@/app/_ui/missing";
import { openCompany } from "@/lib/auth/require-company";
import { Refused } from "./_shell/refused";

/** Signed in, but the role does not reach this far: says who can grant it. */
export default async function CompanyForbidden() {
  const opened = await openCompany();
  const impersonation = typeof opened === "string" ? null : opened.impersonation;
  return impersonation ? <Refused mode={impersonation.mode} /> : <Missing what="forbidden" shell="company" />;
}
