"use client";
import { useTranslations } from "next-intl";
import { startTransition } from "react";
import { useToast } from "@/app/_ui/toast";
import { type ActionState, idleState } from "@/lib/actions/action-state";

type Action = (previous: ActionState, data: FormData) => Promise<ActionState>;
export type ArchiveWord = "archived" | "restored";

/** Says what happened to some doctors, and offers to take it back. */
export function useUndo(undo: Action, companyId: string) {
  const t = useTranslations("doctors.archive");
  const toast = useToast();
  return (done: ArchiveWord, ids: string[]) => {
    const takeBack = () =>
      startTransition(async () => {
        const answer = await undo(idleState as ActionState, submissionOf(companyId, ids));
        if (answer.status === "error") toast({ tone: "bad", text: answer.message });
        if (answer.status === "ok")
          toast({ text: t(done === "archived" ? "restored" : "archived", { count: ids.length }) });
      });
    toast({ text: t(done, { count: ids.length }), action: { label: t("undo"), run: takeBack } });
  };
}

function submissionOf(companyId: string, ids: string[]): FormData {
  const data = new FormData();
  data.set("companyId", companyId);
  data.set("submissionKey", crypto.randomUUID());
  for (const id of ids) data.append("ids", id);
  return data;
}

/** The doctors an answer of the archive actions is about. */
export function idsOf(answer: unknown): string[] {
  const ids = typeof answer === "object" && answer !== null && "ids" in answer ? answer.ids : [];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}
