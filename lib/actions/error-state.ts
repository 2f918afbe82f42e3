import { getLocale } from "next-intl/server";
import { type Translate, translator } from "@/lib/i18n/translator";
import type { ActionState } from "./action-state";
import type { Failure } from "./failure";

type ErrorState = Extract<ActionState, { status: "error" }>;

/** Puts a failure into the words of `translate`. */
export function toErrorState(
  failed: Failure,
  values: Record<string, string>,
  translate: Translate,
): ErrorState {
  const fields = Object.entries(failed.fields).map(([name, problem]) => [
    name,
    translate(problem.message, problem.params),
  ]);
  return {
    status: "error",
    code: failed.code,
    message: translate(`errors.${failed.code}`, failed.params),
    fieldErrors: Object.fromEntries(fields),
    values,
  };
}

/** As `toErrorState`, in the language of the request; times in the company's zone. */
export async function errorState(
  failed: Failure,
  values: Record<string, string>,
  timeZone?: string,
): Promise<ErrorState> {
  return toErrorState(failed, values, await translator(await getLocale(), timeZone));
}
