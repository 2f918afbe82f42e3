import { redirect, unstable_rethrow } from "next/navigation";
import { getLocale } from "next-intl/server";
import type { z } from "zod";
import { type RequestContext, requestContext } from "@/lib/auth/request-context";
import type { Locale } from "@/lib/i18n/config";
import { log } from "@/lib/log";
import type { ActionState } from "./action-state";
import { errorState } from "./error-state";
import { failureOf, invalidInput } from "./failure";
import { readForm } from "./form-input";

export interface PublicActionContext {
  readonly request: RequestContext;
  readonly locale: Locale;
  readonly now: Date;
}

/**
 * Makes a server action for people who are not signed in: valid input, typed errors in their language, unknown ones
 * logged and masked. Everything else is up to `work`.
 * @param onOk where to go after success
 */
export function publicAction<S extends z.ZodType, T>(
  schema: S,
  work: (context: PublicActionContext, input: z.output<S>) => Promise<T>,
  onOk: (data: T, input: z.output<S>) => string,
): (previous: ActionState, formData: FormData) => Promise<ActionState<T>> {
  return async (_previous, formData) => {
    const form = readForm(formData);
    const request = await requestContext();
    const parsed = schema.safeParse(form.fields);
    if (!parsed.success) return errorState(invalidInput(parsed.error), form.values);
    let data: T;
    try {
      data = await work({ request, locale: await getLocale(), now: new Date() }, parsed.data);
    } catch (error) {
      unstable_rethrow(error);
      const failed = failureOf(error, request.requestId);
      if (failed.unexpected !== undefined) log(request).error({ err: error }, "A public action failed.");
      return errorState(failed, form.values);
    }
    redirect(onOk(data, parsed.data));
  };
}
