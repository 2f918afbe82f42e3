import { Missing } from "@/app/_ui/missing";
import { saidWithoutScript } from "@/app/no-script/said";
import { requestContext } from "@/lib/auth/request-context";
import { openCompany } from "@/lib/auth/require-company";
import { Refused } from "./_shell/refused";
import { RefusedInSandbox } from "./_shell/refused-in-sandbox";

export const generateMetadata = () => saidWithoutScript("forbidden");

/** Signed in, but the role does not reach this far: says who can grant it. */
export default async function CompanyForbidden() {
  const opened = await openCompany();
  const impersonation = typeof opened === "string" ? null : opened.impersonation;
  // What the role does not reach either is said as everywhere else.
  const { path } = await requestContext();
  const isOutside = /^\/settings\/(plan|members|data|close)\b/.test(path ?? "");
  if (typeof opened !== "string" && opened.inSandbox && isOutside) return <RefusedInSandbox />;
  return impersonation ? <Refused mode={impersonation.mode} /> : <Missing what="forbidden" shell="company" />;
}
