import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import type { z } from "zod";
import type { Permission } from "@/lib/auth/permissions";
import { type CompanyContext, openCompanyToWrite } from "@/lib/auth/require-company";
import { type MasterDb, openMaster } from "@/lib/databases";
import type { ActionState } from "./action-state";
import { closedWorkspace } from "./closed-workspace";
import { refusal } from "./company-action";
import { failure, failureOf } from "./failure";
import { readForm } from "./form-input";
import { type Creates, checkCompanyForm } from "./perform-company-action";

export interface CompanyJourneyContext extends CompanyContext {
  readonly master: MasterDb;
  readonly now: Date;
}

/**
 * As `companyAction`, for what a company changes in the master database: no transaction is open, the journey opens its
 * own. There is no key for repeated submissions either, so `work` must be one that may be repeated.
 * @param creates as in `companyAction`
 * @param fromSandbox whether it may be done by who works in the company's sandbox
 */
export function companyJourney<S extends z.ZodType, T>(
  permission: Permission,
  schema: S,
  work: (context: CompanyJourneyContext, input: z.output<S>) => Promise<T>,
  {
    creates,
    onOk,
    fromSandbox = false,
  }: { creates?: Creates<S>; onOk?: (data: T) => string; fromSandbox?: boolean } = {},
): (previous: ActionState, formData: FormData) => Promise<ActionState<T>> {
  return async (_previous, formData) => {
    const form = readForm(formData);
    const company = await openCompanyToWrite();
    if (typeof company === "string") return closedWorkspace(company, form);
    const checked = checkCompanyForm(company, { permission, schema, creates }, form);
    if ("failed" in checked) return refusal(company, checked.failed, form);
    // What is changed in the master, and every letter that is sent, is real.
    if (company.inSandbox && !fromSandbox) return refusal(company, failure("sandboxRefused"), form);
    let data: T;
    try {
      data = await work({ ...company, master: await openMaster(), now: new Date() }, checked.input);
    } catch (error) {
      return refusal(company, failureOf(error, company.actor.requestId), form);
    }
    refresh();
    if (onOk) redirect(onOk(data));
    return { status: "ok", data };
  };
}
