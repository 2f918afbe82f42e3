import { Missing } from "@/app/_ui/missing";
import { openCompany } from "@/lib/auth/require-company";
import { Refused } from "./_shell/refused";
import { RefusedInSandbox } from "./_shell/refused-in-sandbox";

/** Signed in, but the role does not reach this far: says who can grant it. */
export default async function CompanyForbidden() {
  const opened = await openCompany();
  const impersonation = typeof opened === "string" ? null : opened.impersonation;
  if (typeof opened !== "string" && opened.inSandbox) return <RefusedInSandbox />;
  return impersonation ? <Refused mode={impersonation.mode} /> : <Missing what="forbidden" shell="company" />;
}
