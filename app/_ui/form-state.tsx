"use client";
import { createContext, useContext } from "react";
import type { ActionState } from "@/lib/actions/action-state";
import { idleState } from "@/lib/actions/action-state";

type FormState = { id: string; state: ActionState; pending: boolean };

/** What a form's fields, buttons and hidden values need to know of it. */
export const FormStateContext = createContext<FormState>({ id: "", state: idleState, pending: false });

export function useFormState(): FormState {
  return useContext(FormStateContext);
}
