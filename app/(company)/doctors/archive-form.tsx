"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useActionState, useEffect } from "react";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useToast } from "@/app/_ui/toast";
import { type ActionState, idleState } from "@/lib/actions/action-state";
import { type ArchiveWord, idsOf, useUndo } from "./use-undo";

type Action = (previous: ActionState, data: FormData) => Promise<ActionState>;

type ArchiveFormProps = {
  /** Named so that checkboxes elsewhere on the page can belong to it. */
  id?: string;
  companyId: string;
  action: Action;
  undo: Action;
  done: ArchiveWord;
  label: string;
  icon: ReactNode;
  size?: "sm" | "md";
  /** Hidden values: `<FormContext/>`, the doctor's id. */
  children: ReactNode;
};

/** One button that archives or restores, at once since it can be undone; sends itself when JavaScript is off. */
export function ArchiveForm({ id, companyId, action, undo, done, size = "md", ...rest }: ArchiveFormProps) {
  const t = useTranslations("doctors.archive");
  const toast = useToast();
  const say = useUndo(undo, companyId);
  const [state, run] = useActionState(action, idleState as ActionState);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer counts
  useEffect(() => {
    if (state.status === "ok") say(done, idsOf(state.data));
    if (state.status === "error") toast({ tone: "bad", text: state.message });
  }, [state]);

  return (
    <form id={id} action={run} className="flex items-center gap-3">
      {rest.children}
      <SubmitButton variant="secondary" size={size} icon={rest.icon}>
        {rest.label}
      </SubmitButton>
      <noscript>
        {state.status === "ok" && t(done, { count: idsOf(state.data).length })}
        {state.status === "error" && state.message}
      </noscript>
    </form>
  );
}
