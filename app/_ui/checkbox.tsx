"use client";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./class-names";
import { useFieldProps } from "./field-state";
import { useFormState } from "./form-state";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

/** `<Checkbox name="isActive" label={t("active")} defaultChecked />`: needs no Field around it. */
export function Checkbox({ label, hint, className, defaultChecked, ...rest }: CheckboxProps) {
  // A box that may stay empty is never "required".
  const { "aria-required": _, ...field } = useFieldProps(rest);
  const { state } = useFormState();
  const checked = state.status === "error" && field.name ? field.name in state.values : defaultChecked;
  return (
    <label className={cx("flex min-h-6 items-start gap-2.5 touch:min-h-11 touch:items-center", className)}>
      <input
        {...rest}
        {...field}
        type="checkbox"
        {...(rest.checked === undefined && { defaultChecked: checked })}
        className="ui-check mt-0.5 touch:mt-0"
      />
      <span>
        {label}
        {hint && <span className="block text-muted text-small">{hint}</span>}
      </span>
    </label>
  );
}
