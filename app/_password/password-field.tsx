"use client";
import { useState } from "react";
import { cx } from "@/app/_ui/class-names";
import { Field } from "@/app/_ui/field";
import { PasswordInput } from "@/app/_ui/password-input";
import { passwordLength } from "@/lib/master/users/password-length";
import { type PasswordStrength, passwordStrength } from "@/lib/master/users/password-strength";

type Score = PasswordStrength["score"];
type PasswordFieldProps = {
  name: string;
  label: string;
  className?: string;
  words: { hint: string; strength: string; scores: string[] };
};

const tones = ["bg-bad", "bg-bad", "bg-warn", "bg-good", "bg-good"] as const;
const personal = ["companyName", "firstName", "lastName", "username", "email"];

/** The same estimate as the server's; what was typed elsewhere in the form counts as known. */
export function PasswordField({ name, label, className, words }: PasswordFieldProps) {
  const [score, setScore] = useState<Score | null>(null);
  return (
    <Field
      name={name}
      label={label}
      className={className}
      hint={
        <>
          {words.hint}
          <span aria-live="polite" className="mt-2 flex items-center gap-3 empty:hidden">
            {score !== null && (
              <>
                <Bar score={score} />
                <span className="sr-only">{words.strength}: </span>
                <span className="min-w-32 text-ink">{words.scores[score]}</span>
              </>
            )}
          </span>
        </>
      }
    >
      <PasswordInput
        autoComplete="new-password"
        onChange={(event) => setScore(estimate(event.currentTarget))}
      />
    </Field>
  );
}

function estimate({ value, form }: HTMLInputElement): Score | null {
  if (value === "") return null;
  if (value.length < passwordLength.min) return 0;
  const known = personal.map((other) => {
    const field = form?.elements.namedItem(other);
    return field instanceof HTMLInputElement ? field.value : "";
  });
  return passwordStrength(value, known).score;
}

function Bar({ score }: { score: Score }) {
  return (
    <span aria-hidden className="flex flex-1 gap-1">
      {[1, 2, 3, 4].map((step) => (
        <span
          key={step}
          className={cx("h-1 flex-1 rounded-full", step <= Math.max(score, 1) ? tones[score] : "bg-line")}
        />
      ))}
    </span>
  );
}
