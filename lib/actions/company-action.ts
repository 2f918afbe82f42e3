import { refresh } from "next/cache";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Permission } from "@/lib/auth/permissions";
import { requestContext } from "@/lib/auth/request-context";
import { type CompanyContext, openCompanyToWrite } from "@/lib/auth/require-company";
import { log } from "@/lib/log";
import type { ActionState } from "./action-state";
import { closedWorkspace } from "./closed-workspace";
import { errorState } from "./error-state";
import type { Failure } from "./failure";
import { type FormInput, readForm } from "./form-input";
import { type CompanyActionContext, type Creates, performCompanyAction } from "./perform-company-action";

interface Options<S extends z.ZodType, T> {
  /** It adds something new, or does with such input: refused while the subscription is read-only. */
  creates?: Creates<S>;
  /** Where to go after success; works without JavaScript. Without it the page stays and is read anew. */
  onOk?: (data: T) => string;
  /** Only needed where two actions share permission and fields and one form offers both. */
  name?: string;
}

/**
 * Makes a server action that writes in the company's database: signed in, in the company the form was rendered for,
 * allowed, with valid input, once per submission. Lives in a file that starts with "use server".
 */
export function companyAction<S extends z.ZodType, T>(
  permission: Permission,
  schema: S,
  work: (context: CompanyActionContext, input: z.output<S>) => Promise<T>,
  { creates, onOk, name }: Options<S, T> = {},
): (previous: ActionState, formData: FormData) => Promise<ActionState<T>> {
  const spec = { permission, schema, work, creates, name };
  return async (_previous, formData) => {
    const form = readForm(formData);
    const company = await openCompanyToWrite();
    if (typeof company === "string") return closedWorkspace(company, form);
    const outcome = await performCompanyAction(company, spec, form, new Date());
    if ("failed" in outcome) return refusal(company, outcome.failed, form);
    // Also before a redirect: the shell around the next page counts what was just added.
    refresh();
    if (onOk) redirect(onOk(outcome.data));
    return { status: "ok", data: outcome.data };
  };
}

/** What the form shows; what nobody foresaw is logged first. */
export async function refusal(company: CompanyContext, failed: Failure, form: FormInput) {
  if (failed.unexpected !== undefined) {
    unstable_rethrow(failed.unexpected);
    log(await requestContext()).error(
      { err: failed.unexpected, company: company.company.slug },
      "An action failed.",
    );
  }
  return errorState(failed, form.values, company.company.timeZone);
}
