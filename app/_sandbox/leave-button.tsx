import type { ReactNode } from "react";
import { buttonClass } from "@/app/_ui/button";
import type { ButtonLook } from "@/app/_ui/button-class";

/** A plain form: it works without JavaScript, and whatever state the page or the sandbox is in. */
export function LeaveButton({
  children,
  className,
  ...look
}: ButtonLook & { className?: string | undefined; children: ReactNode }) {
  return (
    <form action="/leave-sandbox" method="post" className="shrink-0">
      <button type="submit" className={buttonClass(look, className)}>
        {children}
      </button>
    </form>
  );
}
