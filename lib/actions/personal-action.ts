import { refresh } from "next/cache";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { currentImpersonation } from "@/lib/auth/company-access";
import { currentSession } from "@/lib/auth/current-session";
import { type RequestContext, requestContext } from "@/lib/auth/request-context";
import { type MasterDb, openMaster } from "@/lib/databases";
import { log } from "@/lib/log";
import type { FoundSession } from "@/lib/master/sessions/find-session";
import type { ActionState } from "./action-state";
import { closedWorkspace } from "./closed-workspace";
import { errorState } from "./error-state";
import { failure, failureOf, invalidInput } from "./failure";
import { readForm } from "./form-input";

export interface PersonalActionContext {
  readonly session: NonNullable<FoundSession>;
  readonly master: MasterDb;
  readonly request: RequestContext;
  readonly now: Date;
}

/**
 * Makes a server action by which people change their own account; which company they work in does not matter.
 * @param onOk where to go after success; without it the page stays and is read anew
 */
export function personalAction<S extends z.ZodType, T>(
  schema: S,
  work: (context: PersonalActionContext, input: z.output<S>) => Promise<T>,
  { onOk }: { onOk?: (data: T) => string } = {},
): (previous: ActionState, formData: FormData) => Promise<ActionState<T>> {
  return async (_previous, formData) => {
    const form = readForm(formData);
    const request = await requestContext();
    const session = await currentSession();
    if (!session) return closedWorkspace("signedOut", form);
    const now = new Date();
    // Nobody's credentials are touched from inside a company that was entered, not even one's own.
    if (currentImpersonation(session, now)) return errorState(failure("impersonationRefused"), form.values);
    const parsed = schema.safeParse(form.fields);
    if (!parsed.success) return errorState(invalidInput(parsed.error), form.values);
    let data: T;
    try {
      data = await work({ session, master: await openMaster(), request, now }, parsed.data);
    } catch (error) {
      unstable_rethrow(error);
      const failed = failureOf(error, request.requestId);
      if (failed.unexpected !== undefined) log(request).error({ err: error }, "A personal action failed.");
      return errorState(failed, form.values);
    }
    if (onOk) redirect(onOk(data));
    refresh();
    return { status: "ok", data };
  };
}
