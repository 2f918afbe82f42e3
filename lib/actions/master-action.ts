import { refresh } from "next/cache";
import { headers } from "next/headers";
import { notFound, redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { type MasterAdminContext, openMasterAdmin } from "@/lib/auth/require-master-admin";
import { type MasterTx, write } from "@/lib/databases";
import { log } from "@/lib/log";
import type { ActionState } from "./action-state";
import { errorState } from "./error-state";
import { failure, failureOf, invalidInput } from "./failure";
import { readForm } from "./form-input";
import { once } from "./submission";

export interface MasterJourneyContext extends MasterAdminContext {
  readonly now: Date;
}

/** `tx` is the one write transaction on the master; nothing else is awaited inside it. */
export interface MasterActionContext extends MasterJourneyContext {
  readonly tx: MasterTx;
}

interface Options<T> {
  /** Where to go after success; works without JavaScript. Without it the page stays and is read anew. */
  onOk?: (data: T) => string;
}

/**
 * Makes a server action of the platform's operators: for anybody else it answers 404; valid input, once per
 * submission, in one write transaction on the master.
 * @param name tells its submissions from those of other actions: `company.suspend`
 */
export function masterAction<S extends z.ZodType, T>(
  name: string,
  schema: S,
  work: (context: MasterActionContext, input: z.output<S>) => Promise<T>,
  options: Options<T> = {},
): (previous: ActionState, formData: FormData) => Promise<ActionState<T>> {
  return masterForm(schema, options, (context, input, form) =>
    write(context.master, context.actor, (tx) => {
      const run = () => work({ ...context, tx }, input);
      const { submissionKey: key, fields } = form;
      return key === null ? run() : once(tx, { key, action: name, input: fields }, context.now, run);
    }),
  );
}

/**
 * As `masterAction`, for what also reaches a company's database: no transaction is open, the journey opens its own.
 * There is no key for repeated submissions either, so `work` must be one that may be repeated.
 */
export function masterJourney<S extends z.ZodType, T>(
  schema: S,
  work: (context: MasterJourneyContext, input: z.output<S>) => Promise<T>,
  options: Options<T> = {},
): (previous: ActionState, formData: FormData) => Promise<ActionState<T>> {
  return masterForm(schema, options, work);
}

type Form = ReturnType<typeof readForm>;

/**
 * 404. For a form that was sent without JavaScript the page says it, which Next renders next and which is guarded as
 * well: thrown here, Next would render the words alone, without the frame they stand in, and answer 500.
 */
async function nothingHere(): Promise<ActionState<never>> {
  if ((await headers()).has("next-action")) notFound();
  return errorState(failure("signedOut"), {});
}

function masterForm<S extends z.ZodType, T>(
  schema: S,
  { onOk }: Options<T>,
  work: (context: MasterJourneyContext, input: z.output<S>, form: Form) => Promise<T>,
): (previous: ActionState, formData: FormData) => Promise<ActionState<T>> {
  return async (_previous, formData) => {
    const context = await openMasterAdmin();
    if (!context) return nothingHere();
    const form = readForm(formData, "none");
    const parsed = schema.safeParse(form.fields);
    if (!parsed.success) return errorState(invalidInput(parsed.error), form.values);
    let data: T;
    try {
      data = await work({ ...context, now: new Date() }, parsed.data, form);
    } catch (error) {
      unstable_rethrow(error);
      const { requestId } = context.actor;
      const failed = failureOf(error, requestId);
      if (failed.unexpected !== undefined)
        log({ requestId }).error({ err: error }, "A master action failed.");
      return errorState(failed, form.values);
    }
    refresh();
    if (onOk) redirect(onOk(data));
    return { status: "ok", data };
  };
}
