"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useActionState, useEffect, useMemo, useRef } from "react";
import { FormStateContext } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useToast } from "@/app/_ui/toast";
import { type ActionState, idleState } from "@/lib/actions/action-state";
import type { DoctorMove } from "@/lib/company/doctors/schema";
import { moveDoctorsAction } from "./actions";
import { useUndo } from "./use-undo";

type ArchiveFormProps = {
  /** Named so that checkboxes elsewhere on the page can belong to it. */
  id?: string;
  companyId: string;
  to: DoctorMove["to"];
  label: string;
  icon: ReactNode;
  size?: "sm" | "md";
  /** Hidden values: `<FormContext/>`, the doctor's id. */
  children: ReactNode;
};

/** One button that archives or restores, at once since it can be undone; sends itself when JavaScript is off. */
export function ArchiveForm({ id, companyId, to, label, icon, size = "md", children }: ArchiveFormProps) {
  const t = useTranslations("doctors.archive");
  const form = useRef<HTMLFormElement>(null);
  const toast = useToast();
  const say = useUndo(companyId);
  const [state, run, pending] = useActionState<ActionState<DoctorMove>, FormData>(
    moveDoctorsAction,
    idleState,
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer counts
  useEffect(() => {
    if (state.status === "error") toast({ tone: "bad", text: state.message });
    if (state.status !== "ok") return;
    say(state.data);
    // The rows that were ticked are gone; whoever counts ticks must hear of it.
    form.current?.reset();
    form.current?.dispatchEvent(new Event("change", { bubbles: true }));
  }, [state]);

  const context = useMemo(() => ({ id: "", state, pending }), [state, pending]);
  return (
    <FormStateContext value={context}>
      <form ref={form} id={id} action={run} className="flex items-center gap-3">
        {children}
        <input type="hidden" name="to" value={to} />
        <SubmitButton variant="secondary" size={size} icon={icon}>
          {label}
        </SubmitButton>
        <noscript>
          {state.status === "ok" && t(`done.${state.data.to}`, { count: state.data.ids.length })}
          {state.status === "error" && state.message}
        </noscript>
      </form>
    </FormStateContext>
  );
}
