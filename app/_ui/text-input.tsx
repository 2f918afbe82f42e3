"use client";
import type { ComponentProps } from "react";
import { cx } from "./class-names";
import { useFieldProps, useTyped } from "./field-state";
import { areaClass, inputClass } from "./text-input-class";

type Text<E extends "input" | "textarea"> = Omit<ComponentProps<E>, "defaultValue"> & {
  defaultValue?: string | undefined;
};

/** A line of text inside a `<Field>`; keeps what was typed. All attributes of `<input>`. */
export function TextInput({ className, defaultValue, ...rest }: Text<"input">) {
  const field = useFieldProps(rest);
  const typed = useTyped(field.name, defaultValue);
  return (
    <input
      type="text"
      {...rest}
      {...field}
      {...(rest.value === undefined && { defaultValue: typed })}
      className={cx(inputClass, className)}
    />
  );
}

/** Several lines of text inside a `<Field>`. */
export function TextArea({ className, defaultValue, rows = 4, ...rest }: Text<"textarea">) {
  const field = useFieldProps(rest);
  const typed = useTyped(field.name, defaultValue);
  return (
    <textarea
      {...rest}
      {...field}
      {...(rest.value === undefined && { defaultValue: typed })}
      rows={rows}
      className={cx(areaClass, className)}
    />
  );
}
