"use client";
import { useState } from "react";
import { Field } from "@/app/_ui/field";
import { PasswordInput } from "@/app/_ui/password-input";
import { TextInput } from "@/app/_ui/text-input";
import { useScripted } from "@/app/_ui/use-scripted";

type EmailFieldsProps = {
  email: string;
  words: { email: string; password: string; passwordHint: string };
};

/** The address, and beside it the password once another one is typed; without JavaScript it is always there. */
export function EmailFields({ email, words }: EmailFieldsProps) {
  const scripted = useScripted();
  const [typed, setTyped] = useState(email);
  return (
    <>
      <Field name="email" label={words.email}>
        <TextInput
          type="email"
          inputMode="email"
          autoComplete="email"
          defaultValue={email}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Field>
      {(!scripted || typed.trim().toLowerCase() !== email) && (
        <Field name="currentPassword" label={words.password} hint={words.passwordHint}>
          <PasswordInput autoComplete="current-password" />
        </Field>
      )}
    </>
  );
}
