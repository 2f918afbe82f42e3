import type { ReactNode } from "react";

/** A plain form: it works without JavaScript, and whatever state the page is in. */
export function ExitButton({ children }: { children: ReactNode }) {
  return (
    <form action="/exit-impersonation" method="post" className="shrink-0">
      <button
        type="submit"
        className="inline-flex h-8 touch:h-11 items-center rounded-md border border-[#9d8cc9] px-3 font-medium text-[#ffffff] transition-colors hover:bg-[#ffffff] hover:text-[#3d2b68] focus-visible:outline-[#ffffff] max-md:px-2.5 max-md:text-caption"
      >
        {children}
      </button>
    </form>
  );
}
