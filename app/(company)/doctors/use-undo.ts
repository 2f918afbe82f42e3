"use client";
import { useTranslations } from "next-intl";
import { startTransition } from "react";
import { useToast } from "@/app/_ui/toast";
import { idleState } from "@/lib/actions/action-state";
import type { DoctorMove } from "@/lib/company/doctors/schema";
import { moveDoctorsAction } from "./actions";

/** Says where some doctors went, and offers to take it back. */
export function useUndo(companyId: string) {
  const t = useTranslations("doctors.archive");
  const toast = useToast();
  return ({ to, ids }: DoctorMove) => {
    const takeBack = () =>
      startTransition(async () => {
        const back = { ids, to: to === "archive" ? "list" : "archive" } as const;
        const answer = await moveDoctorsAction(idleState, submissionOf(companyId, back));
        if (answer.status === "error") toast({ tone: "bad", text: answer.message });
        if (answer.status === "ok") toast({ text: t(`done.${back.to}`, { count: ids.length }) });
      });
    toast({ text: t(`done.${to}`, { count: ids.length }), action: { label: t("undo"), run: takeBack } });
  };
}

function submissionOf(companyId: string, { to, ids }: DoctorMove): FormData {
  const data = new FormData();
  data.set("companyId", companyId);
  data.set("submissionKey", crypto.randomUUID());
  data.set("to", to);
  for (const id of ids) data.append("ids", id);
  return data;
}
