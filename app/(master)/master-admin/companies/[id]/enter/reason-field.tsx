"use client";
import { useState } from "react";
import { Field } from "@/app/_ui/field";
import { TextArea } from "@/app/_ui/text-input";

type ReasonProps = {
  label: string;
  hint: string;
  placeholder: string;
  shortest: number;
  longest: number;
  /** "4 more characters", by how many are missing, and "12 / 300" with its number left out. */
  missing: readonly string[];
};

/** Why somebody enters: counts while it is typed, up to what is asked for and then up to what fits. */
export function ReasonField({ label, hint, placeholder, shortest, longest, missing }: ReasonProps) {
  const [count, setCount] = useState(0);
  const short = shortest - count;
  return (
    <Field
      name="reason"
      label={label}
      hint={
        <span className="flex flex-wrap justify-between gap-x-4">
          <span>{hint}</span>
          <span className="tabular-nums [@media(scripting:none)]:hidden">
            {short > 0 ? missing[short - 1] : `${count} / ${longest}`}
          </span>
        </span>
      }
    >
      <TextArea
        rows={3}
        maxLength={longest}
        placeholder={placeholder}
        onInput={(event) => setCount([...event.currentTarget.value.trim().replace(/\s+/gu, " ")].length)}
      />
    </Field>
  );
}
