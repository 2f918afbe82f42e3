"use client";
import { useTyped } from "@/app/_ui/field-state";

type Access = { value: "read" | "full"; title: string; can: string; cannot: string; disabled: boolean };

/** What each kind of access can and cannot do, side by side; the one that only reads is chosen. */
export function AccessCards({ options }: { options: readonly Access[] }) {
  const typed = useTyped("mode", "read");
  return (
    <div className="grid gap-2.5 sm:grid-cols-2">
      {options.map(({ value, title, can, cannot, disabled }) => (
        <label
          key={value}
          className="flex cursor-pointer gap-3 rounded-lg border border-control bg-panel p-3.5 transition-colors has-disabled:cursor-not-allowed has-checked:border-accent has-checked:bg-accent-soft has-disabled:opacity-60 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 hover:bg-sunk"
        >
          <input
            type="radio"
            name="mode"
            value={value}
            defaultChecked={typed === value}
            disabled={disabled}
            className="ui-check mt-0.5"
          />
          <span className="min-w-0">
            <span className="block font-semibold">{title}</span>
            <span className="mt-1 block text-small">{can}</span>
            <span className="mt-1 block text-muted text-small">{cannot}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
