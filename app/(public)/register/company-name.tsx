"use client";
import { startTransition, useEffect, useState } from "react";
import { Field } from "@/app/_ui/field";
import { TextInput } from "@/app/_ui/text-input";
import { previewSlug } from "./actions";

type CompanyNameProps = {
  label: string;
  placeholder: string;
  hint: string;
  slugHint: string;
  className?: string;
};

/** The company's name, and what it becomes in addresses while it is typed. `slugHint` holds `{slug}`. */
export function CompanyName({ label, placeholder, hint, slugHint, className }: CompanyNameProps) {
  const [name, setName] = useState("");
  const [slug, setSlug] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (name.trim() === "") setSlug(null);
      else startTransition(async () => setSlug(await previewSlug(name)));
    }, 350);
    return () => clearTimeout(timer);
  }, [name]);
  const [before = "", after = ""] = slugHint.split("{slug}");
  return (
    <Field
      name="companyName"
      label={label}
      className={className}
      hint={
        slug === null ? (
          hint
        ) : (
          <>
            {before}
            <code className="font-mono text-ink">{slug}</code>
            {after}
          </>
        )
      }
    >
      <TextInput
        placeholder={placeholder}
        autoComplete="organization"
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </Field>
  );
}
