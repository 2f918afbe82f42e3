import type { ReactNode } from "react";

/**
 * Words that appear over what is pointed at or focused. They are also its accessible description only if the
 * child names them; for a button without words use `aria-label`, for a cut-off text `title`.
 */
export function Tooltip({ text, children }: { text: string; children: ReactNode }) {
  return (
    <span className="group/tip relative inline-flex">
      {children}
      <span
        aria-hidden
        className="pointer-events-none absolute bottom-full left-1/2 z-40 mb-1.5 hidden w-max max-w-64 -translate-x-1/2 rounded-md bg-ink px-2 py-1 text-canvas text-caption group-focus-within/tip:block group-hover/tip:block"
      >
        {text}
      </span>
    </span>
  );
}
