"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "./class-names";
import { FieldContext, type FieldState } from "./field-state";
import { useFormState } from "./form-state";

type FieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Only outside a `<Form>`; inside, the form knows. */
  error?: string | undefined;
  /** Marks the label; required fields carry no mark. */
  optional?: boolean | undefined;
  /** For a group of controls (Segmented, several checkboxes): a fieldset with a legend. */
  group?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** `<Field name="phone" label={t("phone")} hint={t("phoneHint")} optional><TextInput /></Field>` */
export function Field({
  name,
  label,
  hint,
  error,
  optional = false,
  group = false,
  className,
  children,
}: FieldProps) {
  const t = useTranslations("ui");
  const form = useFormState();
  const id = `${form.id || "field"}-${name}`;
  const problem = error ?? (form.state.status === "error" ? form.state.fieldErrors[name] : undefined);
  const describedBy = [problem && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  const field: FieldState = { id, name, describedBy, invalid: problem !== undefined, required: !optional };
  const text = (
    <>
      {label}
      {optional && <span className="font-normal text-muted"> {t("optional")}</span>}
    </>
  );
  const body = (
    <>
      <FieldContext value={field}>{children}</FieldContext>
      {problem && (
        <p id={`${id}-error`} className="mt-1.5 text-bad text-small">
          {problem}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-muted text-small">
          {hint}
        </p>
      )}
    </>
  );
  if (group) {
    return (
      <fieldset className={cx("min-w-0", className)} aria-describedby={describedBy} data-field={name}>
        <legend className="mb-1.5 font-medium" data-label={id}>
          {text}
        </legend>
        {body}
      </fieldset>
    );
  }
  return (
    <div className={cx("min-w-0", className)} data-field={name}>
      <label htmlFor={id} data-label={id} className="mb-1.5 block font-medium">
        {text}
      </label>
      {body}
    </div>
  );
}
