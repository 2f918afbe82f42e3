import type { ReactNode } from "react";

/** The look of a line in a menu; put it on an `<a>` or a `<button>`. Not in `menu.tsx`: the server reads it too. */
export const menuItemClass =
  "flex min-h-8 w-full items-center gap-2.5 rounded-md px-2.5 text-left touch:min-h-11 hover:bg-sunk aria-checked:font-semibold aria-pressed:font-semibold aria-current:font-semibold";

export function MenuHeading({ children }: { children: ReactNode }) {
  return <p className="px-2.5 pt-2 pb-1 text-caption text-muted">{children}</p>;
}

export function MenuLine() {
  return <hr className="my-1.5 border-line" />;
}
