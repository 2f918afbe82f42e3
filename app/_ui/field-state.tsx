"use client";
import { createContext, useContext } from "react";
import { useFormState } from "./form-state";

export type FieldState = {
  id: string | undefined;
  name: string | undefined;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
};

export const FieldContext = createContext<FieldState>({
  id: undefined,
  name: undefined,
  describedBy: undefined,
  invalid: false,
  required: false,
});

/** What an input inside a `<Field>` spreads on itself: id, name, aria-describedby, aria-invalid. */
export function useFieldProps(own: { id?: string | undefined; name?: string | undefined }) {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field.id,
    name: own.name ?? field.name,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid || undefined,
    "aria-required": field.required || undefined,
  };
}

/** What was typed before the server refused it, else what the page started with. */
export function useTyped(name: string | undefined, initial: string | undefined): string | undefined {
  const { state } = useFormState();
  if (state.status !== "error" || name === undefined) return initial;
  return state.values[name] ?? "";
}
