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
import { FormErrors } from "./form-errors";
import { FormStateContext } from "./form-state";
import { useToast } from "./toast";
import { UnsavedGuard } from "./unsaved-guard";
import { useScripted } from "./use-scripted";

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
  /** Off when `<FormErrors />` stands somewhere inside. */
  summary?: boolean | undefined;
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
  summary = true,
  guard = true,
  className,
  children,
}: FormProps) {
  const t = useTranslations("ui");
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const toast = useToast();
  const scripted = useScripted();
  const [state, run, pending] = useActionState(action, idleState as ActionState);
  const context = useMemo(() => ({ id, state, pending }), [id, state, pending]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer counts, not a new rendering
  useEffect(() => {
    if (state.status !== "ok") return;
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
        {summary && <FormErrors remedies={remedies} />}
        {state.status === "ok" && okMessage && !scripted && (
          // With JavaScript it is a toast.
          <p className="mb-4 rounded-lg bg-good-soft px-4 py-2.5 font-medium text-good">{okMessage}</p>
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
