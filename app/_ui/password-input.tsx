"use client";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { Eye, EyeOff } from "@/app/_ui/icons";
import { cx } from "./class-names";
import { useFieldProps } from "./field-state";
import { passwordClass } from "./text-input-class";

/** A password inside a `<Field>`, with a button that shows it. Give `autoComplete` current-password or new-password. */
export function PasswordInput({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  const t = useTranslations("ui");
  const field = useFieldProps(rest);
  const [shown, setShown] = useState(false);
  const shownLabel = t("showPassword");
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="relative">
      <input
        {...rest}
        {...field}
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        spellCheck={false}
        className={cx(passwordClass, className)}
      />
      <button
        type="button"
        onClick={() => setShown(!shown)}
        aria-pressed={shown}
        aria-label={shownLabel}
        className="absolute inset-y-0 right-0 grid w-10 place-items-center rounded-md text-muted hover:text-ink focus-visible:-outline-offset-2"
      >
        <Icon size={16} aria-hidden />
      </button>
    </div>
  );
}
