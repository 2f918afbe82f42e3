import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { NoAccess } from "@/lib/auth/company-access";
import { currentSession } from "@/lib/auth/current-session";
import { requestContext } from "@/lib/auth/request-context";
import { pageFor } from "@/lib/auth/require-company";
import type { ActionState } from "./action-state";
import { errorState } from "./error-state";
import { failure } from "./failure";
import type { FormInput } from "./form-input";

/**
 * What a form is answered whose workspace closed while it was open. With JavaScript it says so, and what was typed
 * stays in it. Without, the page around it would have to be shown again, which leads elsewhere now: the browser would
 * send the form there once more, to a page that knows nothing of it. So it is led there from here, with a request of
 * its own; going back in the browser shows what was typed.
 */
export async function closedWorkspace(reason: NoAccess, form: FormInput): Promise<ActionState<never>> {
  if (!(await headers()).has("next-action")) {
    const page = await pageOf(reason);
    if (page !== null) redirect(page);
  }
  return errorState(failure(codeFor(reason)), form.values);
}

async function pageOf(reason: NoAccess): Promise<string | null> {
  const over = reason === "impersonationOver" || reason === "none";
  if (over && (await currentSession())?.user.isMasterAdmin) return "/workspace/visit";
  return pageFor(reason, (await requestContext()).path);
}

export function codeFor(reason: NoAccess): string {
  if (reason === "signedOut" || reason === "impersonationOver") return reason;
  if (reason === "sandboxOver" || reason === "sandboxMaking") return "sandboxOver";
  if (reason === "sandboxNotInPlan") return reason;
  // Removed from it, or left it in another tab: no role would help.
  if (reason === "none") return "notInCompany";
  return reason === "upgrading" || reason === "preparing" || reason === "unavailable"
    ? "unavailable"
    : "forbidden";
}
