"use client";
import type { ReactNode } from "react";
import { ErrorSummary } from "./error-summary";
import { useFormState } from "./form-state";

/** The error summary of the form around it, where the form itself does not show it. */
export function FormErrors({ remedies }: { remedies?: Record<string, ReactNode> | undefined }) {
  const { id, state } = useFormState();
  return (
    state.status === "error" && <ErrorSummary state={state} formId={id} remedy={remedies?.[state.code]} />
  );
}
