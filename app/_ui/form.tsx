"use client";
import { useTranslations } from "next-intl";
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  startTransition,
  useActionState,
  useEffect,
  useId,
  useMemo,
  useRef,
} from "react";
import { type ActionState, idleState } from "@/lib/actions/action-state";
import { cx } from "./class-names";
import { ErrorSummary } from "./error-summary";
import { FormStateContext } from "./form-state";
import { useToast } from "./toast";
import { UnsavedGuard } from "./unsaved-guard";

type FormProps = {
  /** A server action made by `companyAction` and its like; works with JavaScript off. */
  action: (previous: ActionState, data: FormData) => Promise<ActionState>;
  /** Said (and shown) when the action answers "ok" and the page stays. */
  okMessage?: string | undefined;
  /** Empties the form after "ok": for adding one after the other. */
  resetOnOk?: boolean | undefined;
  onOk?: ((data: unknown) => void) | undefined;
  /** What can be done about an error, by its code: a link to the plans, say. */
  remedies?: Record<string, ReactNode> | undefined;
  /** Asks before unsaved changes are left behind; on by default. */
  guard?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/**
 * The one form: error summary, kept values, ⌘↵ or Ctrl ↵ saves, a guard on unsaved changes, pending state.
 * Fields inside read it by themselves. Put `<FormContext companyId={company.id} />` in it.
 */
export function Form({
  action,
  okMessage,
  resetOnOk = false,
  onOk,
  remedies,
  guard = true,
  className,
  children,
}: FormProps) {
  const t = useTranslations("ui");
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const saved = useRef(0);
  const toast = useToast();
  const [state, run, pending] = useActionState(action, idleState as ActionState);
  const context = useMemo(() => ({ id, state, pending }), [id, state, pending]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer counts, not a new rendering
  useEffect(() => {
    if (state.status !== "ok") return;
    saved.current += 1;
    if (resetOnOk) form.current?.reset();
    if (okMessage) toast({ tone: "good", text: okMessage });
    onOk?.(state.data);
  }, [state]);

  // React empties a form whose `action` ran; sending it by hand keeps everything, passwords included.
  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => run(data));
  }

  function saveByKey(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      form.current?.requestSubmit();
    }
  }

  return (
    <FormStateContext value={context}>
      <form
        ref={form}
        id={id}
        action={run}
        onSubmit={send}
        onKeyDown={saveByKey}
        noValidate
        aria-busy={pending}
        className={cx("max-w-form", className)}
      >
        {state.status === "error" && (
          <ErrorSummary state={state} formId={id} remedy={remedies?.[state.code]} />
        )}
        {children}
        <p role="status" className="sr-only">
          {pending ? t("saving") : ""}
        </p>
      </form>
      {guard && <UnsavedGuard form={form} answer={state} />}
    </FormStateContext>
  );
}
