"use client";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./class-names";
import { useFieldProps } from "./field-state";
import { useFormState } from "./form-state";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode };

/** `<Checkbox name="isActive" label={t("active")} defaultChecked />`: needs no Field around it. */
export function Checkbox({ label, hint, className, defaultChecked, ...rest }: CheckboxProps) {
  const field = useFieldProps(rest);
  const { state } = useFormState();
  const checked = state.status === "error" && field.name ? field.name in state.values : defaultChecked;
  return (
    <label className={cx("flex min-h-6 items-start gap-2.5 touch:min-h-11 touch:items-center", className)}>
      <input
        {...rest}
        {...field}
        aria-required={undefined}
        type="checkbox"
        {...(rest.checked === undefined && { defaultChecked: checked })}
        className="mt-0.5 size-4 shrink-0 rounded-sm accent-accent touch:size-5"
      />
      <span>
        {label}
        {hint && <span className="block text-muted text-small">{hint}</span>}
      </span>
    </label>
  );
}
