"use client";
import { useId } from "react";
import { cx } from "./class-names";
import { useFieldProps, useTyped } from "./field-state";
import type { Option } from "./select";

type SegmentedProps = {
  options: readonly Option[];
  name?: string | undefined;
  defaultValue?: string | undefined;
  /** Only when no `<Field group>` names it. */
  label?: string | undefined;
  className?: string | undefined;
  value?: string | undefined;
  onValueChange?: ((value: string) => void) | undefined;
};

/** One of a few, all in sight: radio buttons side by side. Put it into `<Field group>`. */
export function Segmented({
  options,
  defaultValue,
  label,
  className,
  value,
  onValueChange,
  ...own
}: SegmentedProps) {
  const unnamed = useId();
  const { id, name = unnamed, ...aria } = useFieldProps(own);
  const typed = useTyped(name, defaultValue);
  return (
    <div
      role="radiogroup"
      aria-label={label}
      aria-describedby={aria["aria-describedby"]}
      aria-invalid={aria["aria-invalid"]}
      className={cx("group/segments flex flex-wrap gap-1.5", className)}
    >
      {options.map((option, index) => (
        <label
          key={option.value}
          className="flex min-h-9 min-w-12 flex-1 cursor-pointer items-center justify-center rounded-md border border-control group-aria-invalid/segments:border-bad bg-panel px-3 text-balance text-center leading-tight transition-colors touch:min-h-11 hover:bg-sunk has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-accent-text has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
        >
          <input
            id={index === 0 ? id : undefined}
            type="radio"
            name={name}
            value={option.value}
            {...(value === undefined
              ? { defaultChecked: typed === option.value }
              : { checked: value === option.value, onChange: () => onValueChange?.(option.value) })}
            disabled={option.disabled}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
