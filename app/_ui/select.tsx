"use client";
import type { ComponentProps, ReactNode } from "react";
import { ChevronDown } from "@/app/_ui/icons";
import { cx } from "./class-names";
import { useFieldProps, useTyped } from "./field-state";
import { selectClass } from "./text-input-class";

export type Option = { value: string; label: string; disabled?: boolean | undefined };

type SelectProps = Omit<ComponentProps<"select">, "defaultValue"> & {
  options?: readonly Option[] | undefined;
  /** First entry with an empty value: "Choose". */
  placeholder?: string | undefined;
  defaultValue?: string | undefined;
  /** Instead of, or after, `options`: `<option>` and `<optgroup>`. */
  children?: ReactNode;
};

/** The browser's own select inside a `<Field>`, dressed like the other inputs. Controlled with `value`, else keeps what was chosen. */
export function Select({
  options = [],
  placeholder,
  defaultValue,
  className,
  children,
  ...rest
}: SelectProps) {
  const field = useFieldProps(rest);
  const typed = useTyped(field.name, defaultValue);
  return (
    <div className="relative">
      <select
        // A select reads its default only once: a new answer from the server makes a new one.
        key={rest.value === undefined ? typed : undefined}
        {...rest}
        {...field}
        {...(rest.value === undefined && { defaultValue: typed ?? "" })}
        className={cx(selectClass, className)}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
        {children}
      </select>
      <ChevronDown
        size={16}
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-3 my-auto text-muted"
      />
    </div>
  );
}
